export interface PageAfter<T, P> {
  /** Where the page before ended; undefined: from the beginning. */
  readonly after: P | undefined;
  readonly limit: number;
  readonly placeOf: (item: T) => P;
  readonly compare: (a: P, b: P) => number;
}

export interface PlacedPage<T, P> {
  readonly items: readonly T[];
  /** The place of the last one where more follow. */
  readonly last: P | undefined;
}

/**
 * A page of a sorted list by the place where the one before ended: what came or went since then neither moves it nor
 * is needed to find it.
 */
export function pageAfter<T, P>(
  sorted: readonly T[],
  { after, limit, placeOf, compare }: PageAfter<T, P>,
): PlacedPage<T, P> {
  const first = after === undefined ? 0 : firstAfter(sorted, (item) => compare(placeOf(item), after));
  const items = sorted.slice(first, first + limit);
  const last = items.at(-1);
  const more = first + limit < sorted.length;
  return { items, last: more && last !== undefined ? placeOf(last) : undefined };
}

/** The index of the first that lies after a place, by halves. */
function firstAfter<T>(sorted: readonly T[], against: (item: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (against(sorted[middle]!) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
