/**
 * The first `limit` of what comes in order of time. The next page is asked for by a moment, so a page must not end
 * between two of one moment: they would be on no page.
 */
export function wholeMoments<T extends { readonly at: number }>(
  inOrder: readonly T[],
  limit: number,
): readonly T[] {
  const page = inOrder.slice(0, limit);
  const next = inOrder[limit]?.at;
  const whole = page.filter(({ at }) => at !== next);
  return whole.length > 0 ? whole : page;
}
