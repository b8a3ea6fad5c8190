import type { Delivery } from '../ports/delivery-store.ts';
import { type ListingStore, pendingDeliveries, settledWithinDay } from './delivery-figures.ts';

/** Waiting, sent, and given up. What was overtaken by newer news is neither. */
export const COUNTED_STATES = [
  'pending',
  'delivered',
  'failed',
] as const satisfies readonly Delivery['state'][];
export type CountedState = (typeof COUNTED_STATES)[number];

/** How many deliveries each channel has, by its id. */
export type CountsByChannel = ReadonlyMap<string, number>;

export interface DeliveryCounts {
  /** `pending` now; `delivered` and `failed` within the last 24 hours. Of each state the newest `MOST_COUNTED`. */
  readonly byState: Readonly<Record<CountedState, CountsByChannel>>;
  readonly oldestPendingAt: number | undefined;
}

/** @throws StoreUnavailable */
export async function countDeliveries(store: ListingStore, now: number): Promise<DeliveryCounts> {
  const [pending, delivered, failed] = await Promise.all([
    pendingDeliveries(store, now),
    settledWithinDay(store, 'delivered', now),
    settledWithinDay(store, 'failed', now),
  ]);
  return {
    byState: { pending: byChannel(pending), delivered: byChannel(delivered), failed: byChannel(failed) },
    oldestPendingAt: pending.at(-1)?.createdAt,
  };
}

function byChannel(deliveries: readonly Delivery[]): CountsByChannel {
  const counts = new Map<string, number>();
  for (const { channel } of deliveries) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}
