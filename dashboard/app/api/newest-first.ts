/** A list that goes by time, newest first, as far back as it was read. */
export interface NewestFirst<T> {
  readonly entries: readonly T[];
  /** `before` of what was not read; null where that is all. What is of this moment or newer was read. */
  readonly next: string | null;
}

/**
 * What is known, with its newest page read anew on top. Undefined where so much happened since that the two do not
 * meet: between them entries would be missing, and nobody would see it. `timeOf` an entry is epoch ms.
 */
export function joined<T>(
  known: NewestFirst<T>,
  newest: NewestFirst<T>,
  timeOf: (entry: T) => number,
): NewestFirst<T> | undefined {
  if (newest.next === null) return newest;
  const from = Date.parse(newest.next);
  if (!known.entries.some((entry) => timeOf(entry) >= from)) return undefined;
  const news = new Set(newest.entries.map((entry) => JSON.stringify(entry)));
  const older = known.entries.filter((entry) => timeOf(entry) < from && !news.has(JSON.stringify(entry)));
  if (older.length === 0) return newest;
  return { entries: [...newest.entries, ...older], next: known.next };
}

/** What is known, with the page that follows it. */
export const extended = <T>(known: NewestFirst<T>, page: NewestFirst<T>): NewestFirst<T> => ({
  entries: [...known.entries, ...page.entries],
  next: page.next,
});

/** The moment down to which it is known, epoch ms. */
export const knownFrom = ({ next }: NewestFirst<unknown>): number =>
  next === null ? Number.NEGATIVE_INFINITY : Date.parse(next);
