/**
 * The first `limit` of `lines`, newest first, for a page whose next one asks for what came `before` a moment: it
 * must not end between two lines of one, or they would be on no page.
 */
export function wholeMoments<T extends { readonly at: number }>(
  lines: readonly T[],
  limit: number,
): readonly T[] {
  const page = lines.slice(0, limit);
  const next = lines[limit]?.at;
  const whole = page.filter(({ at }) => at !== next);
  return whole.length > 0 ? whole : page;
}
