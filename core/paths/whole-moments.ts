/**
 * At most `limit` of what is sorted by time. Where the next page begins strictly before a moment, a page must
 * not end between two of one moment: they would be on no page. Only where all are of one moment it does.
 */
export function wholeMoments<T extends { readonly at: number }>(
  sorted: readonly T[],
  limit: number,
): readonly T[] {
  const page = sorted.slice(0, limit);
  const next = sorted[limit]?.at;
  const whole = page.filter(({ at }) => at !== next);
  return whole.length > 0 ? whole : page;
}
