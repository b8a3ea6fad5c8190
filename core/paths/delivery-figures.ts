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
/** And so what was given up within a day was begun within these. */
const FAILED_MS = 2 * DAY_MS;

type ListingStore = Pick<DeliveryStore, 'listDeliveries'>;

/** @throws StoreUnavailable */
export async function readDeliveryFigures(store: ListingStore, now: number): Promise<DeliveryFigures> {
  const [pending, failed] = await Promise.all([
    counted(store, { state: 'pending', since: now - PENDING_MS }),
    counted(store, { state: 'failed', since: now - FAILED_MS }),
  ]);
  return {
    pending: pending.length,
    failed: failed.filter(({ settledAt = 0 }) => settledAt > now - DAY_MS).length,
    oldestPendingAt: pending.at(-1)?.createdAt,
  };
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
