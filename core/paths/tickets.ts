import type { Monitor } from '../monitor/monitor.ts';
import { hasWaiting } from '../monitor/outbox.ts';
import type { DueDelivery } from '../ports/delivery-store.ts';
import type { Due } from '../ports/monitor-store.ts';
import type { Ticket, TicketQueue } from '../ports/ticket-queue.ts';

/**
 * Who moves `dueAt` to within this horizon sends its ticket; what is due later the sweep finds. The sweep comes
 * every 60 s, so 150 s leave room for one lost sweep and a late one.
 */
export const TICKET_HORIZON_MS = 150_000;

/**
 * The soonest that judge may look: a deadline is over only after its last millisecond and the settle time in
 * which beats received before it may still be on their way to the store.
 */
export const afterDeadline = (dueAt: number, settleMs: number): number => dueAt + settleMs + 1;

export const monitorTicket = (due: Due): Ticket => ({ type: 'monitor', ref: due.ref, dueAt: due.dueAt });

export const deliveryTicket = (due: DueDelivery): Ticket => ({
  type: 'delivery',
  transitionId: due.transitionId,
  channel: due.channel,
  dueAt: due.dueAt,
});

/** Sends the ticket of a write that moved `dueAt`; to be called AFTER that write won. */
export async function sendTicketIfNear(
  queue: TicketQueue,
  before: Pick<Monitor, 'dueAt' | 'sequence'> | undefined,
  after: Monitor,
  now: number,
  settleMs: number,
): Promise<void> {
  const { dueAt } = after;
  const moved = dueAt !== before?.dueAt || after.sequence !== before?.sequence;
  if (dueAt === undefined || !moved || dueAt > now + TICKET_HORIZON_MS) return;
  // What waits in the outbox is due at once and has nothing to settle.
  const delayMs = hasWaiting(after) ? 0 : Math.max(0, afterDeadline(dueAt, settleMs) - now);
  const ref = { kind: after.kind, id: after.id };
  await queue.send([{ ticket: monitorTicket({ ref, dueAt }), delayMs }]);
}
