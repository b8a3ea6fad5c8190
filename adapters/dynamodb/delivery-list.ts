import { deliveryKey, deliveryPointerKey } from '../../contracts/table/keys.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { Delivery, DeliveryQuery } from '../../core/ports/delivery-store.ts';
import type { Page } from '../../core/ports/monitor-store.ts';
import { batchGet, nameOfKey } from './batch-get.ts';
import { deliveryOf } from './delivery-items.ts';
import { type DeliveryPointer, pointersBefore } from './delivery-pointers.ts';
import { isLiving } from './living.ts';
import type { Table } from './table.ts';

/** Deliveries read at once, in one batch. */
const BATCH = 100;
/** Pointers that are sorted out by themselves: 500 of about 200 bytes are one page of 25 read units. */
const WIDE_PAGE = 500;
/** What one call looks at, at most: 0.5 s of pages one after the other. */
const MOST_POINTERS = 10_000;
/** Of about 800 bytes each. */
const MOST_DELIVERIES = 1_000;

/** Newest first: day after day back to the oldest that is kept, until there are enough. */
export async function listDeliveries(table: Table, query: DeliveryQuery): Promise<Page<Delivery>> {
  const found: Delivery[] = [];
  let pointersSeen = 0;
  let deliveriesRead = 0;
  for await (const page of pointersBefore(table, boundOf(query.cursor), pageSizeOf(query))) {
    const wanted = page.filter((pointer) => leadsToWanted(pointer, query));
    const deliveries = await behind(table, wanted);
    found.push(...deliveries.filter(({ state }) => query.state === undefined || state === query.state));
    if (found.length > query.limit) return pageOf(found.slice(0, query.limit));
    pointersSeen += page.length;
    deliveriesRead += wanted.length;
    if (pointersSeen >= MOST_POINTERS || deliveriesRead >= MOST_DELIVERIES)
      return { items: found, cursor: cursorOf(page[page.length - 1]!) };
  }
  return { items: found };
}

function pageSizeOf({ limit, state, channel, monitor }: DeliveryQuery): number {
  if (channel !== undefined || monitor) return WIDE_PAGE;
  return state === undefined ? Math.min(limit + 1, BATCH) : BATCH;
}

/** A pointer's own words say whose delivery it is; no id holds a slash. */
const leadsToWanted = ({ transitionId, channel }: DeliveryPointer, query: DeliveryQuery): boolean =>
  (query.channel === undefined || channel === query.channel) &&
  (query.monitor === undefined || transitionId.startsWith(`${subjectOf(query.monitor)}/`));

const pageOf = (items: readonly Delivery[]): Page<Delivery> => ({
  items,
  cursor: cursorOf(items[items.length - 1]!),
});

/** Where in the order of all pointers the next page begins. */
const cursorOf = (last: DeliveryPointer): string =>
  Buffer.from(deliveryPointerKey(last, last.createdAt).sk).toString('base64url');

/** DynamoDB refuses longer sort keys, so no page gave such a cursor. */
const LONGEST_BOUND = 1_024;

function boundOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const bound = Buffer.from(cursor, 'base64url').toString();
  return Buffer.byteLength(bound) > LONGEST_BOUND ? '' : bound;
}

/** The deliveries that pointers lead to; one opened twice is listed where it was opened first. */
async function behind(table: Table, pointers: readonly DeliveryPointer[]): Promise<readonly Delivery[]> {
  const items = await batchGet(table, pointers.map(deliveryKey));
  const now = table.clock.now();
  return pointers.flatMap((pointer) => {
    const item = items.get(nameOfKey(deliveryKey(pointer)));
    if (!item || !isLiving(item, now) || item.createdAt !== pointer.createdAt) return [];
    return [deliveryOf(item)];
  });
}
