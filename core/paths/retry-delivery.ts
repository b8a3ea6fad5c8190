import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryRef, DeliveryStore } from '../ports/delivery-store.ts';
import { StoreUnavailable } from '../ports/monitor-store.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { deliveryTicket } from './tickets.ts';

export interface RetryDeps {
  readonly store: DeliveryStore;
  readonly queue: TicketQueue;
  readonly clock: Clock;
}

export type RetryOutcome =
  | { readonly type: 'done'; readonly delivery: Delivery }
  | { readonly type: 'unknown' }
  /** It has not failed: nothing was changed. */
  | { readonly type: 'refused'; readonly delivery: Delivery };

const MOST_TRIES = 5;

/** Sends a failed delivery again: it is pending as if it were new, and due at once. @throws StoreUnavailable */
export async function retryDelivery(
  { store, queue, clock }: RetryDeps,
  ref: DeliveryRef,
): Promise<RetryOutcome> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const failed = await store.delivery(ref);
    if (!failed) return { type: 'unknown' };
    if (failed.state !== 'failed') return { type: 'refused', delivery: failed };
    const dueAt = clock.now();
    const { settledAt: _over, ...rest } = failed;
    const delivery: Delivery = { ...rest, state: 'pending', attempts: 0, dueAt };
    if (await store.changeDelivery(failed, delivery)) {
      await queue.send([{ ticket: deliveryTicket({ ...ref, dueAt }), delayMs: 0 }]);
      return { type: 'done', delivery };
    }
  }
  throw new StoreUnavailable('The delivery changed too often to be sent again');
}
