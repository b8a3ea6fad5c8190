import { deliveryDayPartition, momentOfPointer } from '../../contracts/table/keys.ts';
import type { DeliveryRef } from '../../core/ports/delivery-store.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';

const DAY_MS = 86_400_000;
export const SETTLED_KEPT_MS = 90 * DAY_MS;
/**
 * As long as its delivery, also where that failed, was sent again when it was about to go, and settled anew. A day
 * more: a delivery settles at most ten hours after it was opened.
 */
export const POINTER_KEPT_MS = 2 * SETTLED_KEPT_MS + DAY_MS;
const DAYS_KEPT = POINTER_KEPT_MS / DAY_MS;
/** What is looked for is mostly young. A quiet system has looked through its half year in 10 rounds of a few ms. */
const MOST_DAYS_AT_ONCE = 32;

/** What the list of a day says of a delivery. */
export interface DeliveryPointer extends DeliveryRef {
  readonly createdAt: number;
}

/**
 * All pointers that sort before the bound, newest first: day after day, each page of one day. Of the days that
 * follow, more and more are begun side by side, as long as nothing ends the walk.
 */
export async function* pointersBefore(
  table: Table,
  bound: string | undefined,
  pageSize: number,
): AsyncGenerator<readonly DeliveryPointer[]> {
  // A day ahead, for clocks that differ.
  const newest = table.clock.now() + DAY_MS;
  const oldest = newest - (DAYS_KEPT + 1) * DAY_MS;
  let at = bound === undefined ? newest : Math.min(newest, momentOfPointer(bound));
  for (let most = 1; at >= oldest; most = Math.min(2 * most, MOST_DAYS_AT_ONCE)) {
    const count = Math.min(most, Math.floor((at - oldest) / DAY_MS) + 1);
    const days = Array.from({ length: count }, (_, i) => deliveryDayPartition(at - i * DAY_MS));
    yield* inTurn(days.map((day) => pagesOf(table, day, bound, pageSize)));
    at -= count * DAY_MS;
  }
}

const pagesOf = (table: Table, day: string, bound: string | undefined, pageSize: number) =>
  table.query({
    condition: partitionBefore(day, bound),
    newestFirst: true,
    pageSize,
  }) as unknown as AsyncGenerator<readonly DeliveryPointer[]>;

/** All of the first, then all of the second, and so on; the first page of each is asked for at once. */
async function* inTurn<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const begun = await Promise.all(sources.map((source) => source.next()));
  for (const [i, source] of sources.entries()) {
    for (let page = begun[i]!; !page.done; page = await source.next()) yield page.value;
  }
}
