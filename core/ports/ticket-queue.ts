import type { DueDelivery } from './delivery-store.ts';
import type { Due } from './monitor-store.ts';

/** A call to look at one item, made for one `dueAt`: for another it says nothing but "drain". */
export type Ticket = ({ readonly type: 'monitor' } & Due) | ({ readonly type: 'delivery' } & DueDelivery);

/** Tickets may be late, doubled or lost: the sweep makes them anew from the due index. */
export interface TicketQueue {
  /**
   * Delivers each ticket after its delay, in ms. Never rejects: the write that called for the ticket is durable,
   * so an adapter that cannot send says so in its log and leaves it to the sweep.
   * @returns how many it could not send.
   */
  send(tickets: readonly { readonly ticket: Ticket; readonly delayMs: number }[]): Promise<number>;
}
