import { DAY_MS } from '../monitor/uptime.ts';
import type { Delivery, DeliveryQuery, DeliveryStore } from '../ports/delivery-store.ts';

/** What has to be told still, and what could not be. */
export interface DeliveryFigures {
  /** `MOST_COUNTED`: so many or more. */
  readonly pending: number;
  /** Given up within the last 24 hours, of those counted as `pending` are. */
  readonly failed: number;
  readonly oldestPendingAt: number | undefined;
}

/** Beyond it nobody counts: what stands then is known to be too much. */
export const MOST_COUNTED = 1_000;

/** The last attempt is made ten hours after the first; what waits for longer waited for us to be there again. */
const PENDING_MS = 7 * DAY_MS;
/** And so what was settled within a day was begun within these. */
const SETTLED_MS = 2 * DAY_MS;

export type ListingStore = Pick<DeliveryStore, 'listDeliveries'>;

/** @throws StoreUnavailable */
export async function readDeliveryFigures(store: ListingStore, now: number): Promise<DeliveryFigures> {
  const [pending, failed] = await Promise.all([
    pendingDeliveries(store, now),
    settledWithinDay(store, 'failed', now),
  ]);
  return { pending: pending.length, failed: failed.length, oldestPendingAt: pending.at(-1)?.createdAt };
}

/** What is on its way, newest first. @throws StoreUnavailable */
export const pendingDeliveries = (store: ListingStore, now: number): Promise<readonly Delivery[]> =>
  counted(store, { state: 'pending', since: now - PENDING_MS });

/** What was settled so within the last 24 hours, newest first. @throws StoreUnavailable */
export async function settledWithinDay(
  store: ListingStore,
  state: 'delivered' | 'failed',
  now: number,
): Promise<readonly Delivery[]> {
  const begun = await counted(store, { state, since: now - SETTLED_MS });
  return begun.filter(({ settledAt = 0 }) => settledAt > now - DAY_MS);
}

/** Newest first, `MOST_COUNTED` of them at most. A page may be short while more follow. */
async function counted(
  store: ListingStore,
  which: Pick<DeliveryQuery, 'state' | 'since'>,
): Promise<readonly Delivery[]> {
  const found: Delivery[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listDeliveries({ ...which, limit: MOST_COUNTED - found.length, cursor });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < MOST_COUNTED);
  return found;
}
