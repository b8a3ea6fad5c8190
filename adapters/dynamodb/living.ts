import type { Item } from './table-reads.ts';

/** Whether the item still counts, by the seconds at which DynamoDB may remove it. */
export const isLiving = ({ ttl }: Item, now: number): boolean =>
  ttl === undefined || Number(ttl) * 1_000 > now;

/** The first `limit` of what comes in pages and is accepted. */
export async function firstOf<T>(
  pages: AsyncIterable<readonly T[]>,
  limit: number,
  accept: (item: T) => boolean,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(...page.filter(accept));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
