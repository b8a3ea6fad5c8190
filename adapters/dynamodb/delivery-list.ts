import { deliveryDayPartition, deliveryKey } from '../../contracts/table/keys.ts';
import { momentsBefore } from '../../contracts/table/sortable.ts';
import type { Delivery, DeliveryRef, DeliveryState } from '../../core/ports/delivery-store.ts';
import { batchGet, nameOfKey } from './batch-get.ts';
import { deliveryOf } from './delivery-items.ts';
import { isLiving } from './living.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

const DAY_MS = 86_400_000;
export const SETTLED_KEPT_MS = 90 * DAY_MS;
/** A day more: a delivery settles at most ten hours after it was created. */
export const POINTER_KEPT_MS = SETTLED_KEPT_MS + DAY_MS;
/** Days read side by side: a quiet system has looked through its 91 days in 13 rounds of a few ms. */
const DAYS_AT_ONCE = 7;
const DAYS_KEPT = POINTER_KEPT_MS / DAY_MS;
/** 100 pointers of about 200 bytes lead to one batch of deliveries. */
const PAGE = 100;

interface Pointer extends DeliveryRef {
  readonly createdAt: number;
}

export interface DeliveryQuery {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly since?: number | undefined;
  readonly state?: DeliveryState | undefined;
}

/** Newest first: day after day back to the oldest that is kept, until there are enough. */
export async function listDeliveries(table: Table, query: DeliveryQuery): Promise<readonly Delivery[]> {
  const { limit, since = 0 } = query;
  // A day ahead, for clocks that differ.
  const newest = Math.min(query.before ?? Infinity, table.clock.now() + DAY_MS);
  // The day of the bound itself is the last one.
  const oldest = Math.floor(since / DAY_MS) * DAY_MS;
  const found: Delivery[] = [];
  for (let day = 0; day <= DAYS_KEPT && found.length < limit; day += DAYS_AT_ONCE) {
    const days = Array.from({ length: DAYS_AT_ONCE }, (_, i) => newest - (day + i) * DAY_MS);
    const asked = days.filter((at) => at >= oldest);
    if (asked.length === 0) break;
    const listed = await Promise.all(asked.map((at) => listDay(table, at, query)));
    found.push(...listed.flat());
  }
  return found.slice(0, limit);
}

async function listDay(
  table: Table,
  at: number,
  { limit, before, since = 0, state }: DeliveryQuery,
): Promise<readonly Delivery[]> {
  const found: Delivery[] = [];
  const bound = before === undefined ? undefined : momentsBefore(before);
  const condition = partitionBefore(deliveryDayPartition(at), bound);
  for await (const page of table.query({ condition, newestFirst: true, pageSize: PAGE })) {
    const recent = page.filter(({ createdAt }) => Number(createdAt) >= since);
    const deliveries = await behind(table, recent);
    found.push(...deliveries.filter((delivery) => state === undefined || delivery.state === state));
    if (found.length >= limit || recent.length < page.length) break;
  }
  return found;
}

/** The deliveries that pointers lead to; one opened twice is listed where it was opened first. */
async function behind(table: Table, page: readonly Item[]): Promise<readonly Delivery[]> {
  const pointers = page as unknown as readonly Pointer[];
  const items = await batchGet(table, pointers.map(deliveryKey));
  const now = table.clock.now();
  return pointers.flatMap((pointer) => {
    const item = items.get(nameOfKey(deliveryKey(pointer)));
    if (!item || !isLiving(item, now) || item.createdAt !== pointer.createdAt) return [];
    return [deliveryOf(item)];
  });
}
