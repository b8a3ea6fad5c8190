import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { MonitorStore } from '../ports/monitor-store.ts';
import type { Ticket, TicketQueue } from '../ports/ticket-queue.ts';
import { afterDeadline, deliveryTicket, monitorTicket, TICKET_HORIZON_MS } from './tickets.ts';

export interface SweepDeps {
  readonly store: MonitorStore & DeliveryStore & HearingStore;
  readonly queue: TicketQueue;
  readonly settleMs: number;
}

/**
 * Makes tickets for all that falls due within the horizon of `at`: what a crash, a restart or a lost message
 * left behind is found here. The watermark is set last, so that a sweep that fails shows.
 * @returns how many tickets were sent.
 * @throws StoreUnavailable, or an Error where tickets could not be sent: nobody else would make them in time.
 */
export async function sweep(deps: SweepDeps, at: number): Promise<number> {
  const horizon = at + TICKET_HORIZON_MS;
  const delayed = (ticket: Ticket, soonest: number) => ({ ticket, delayMs: Math.max(0, soonest - at) });
  let sent = 0;
  let unsent = 0;
  for await (const page of deps.store.dueMonitors(horizon)) {
    const tickets = page.map((due) => delayed(monitorTicket(due), afterDeadline(due.dueAt, deps.settleMs)));
    unsent += await deps.queue.send(tickets);
    sent += tickets.length;
  }
  for await (const page of deps.store.dueDeliveries(horizon)) {
    const tickets = page.map((due) => delayed(deliveryTicket(due), due.dueAt));
    unsent += await deps.queue.send(tickets);
    sent += tickets.length;
  }
  if (unsent > 0) throw new Error(`${unsent} of ${sent} tickets could not be sent`);
  await deps.store.markSweep(at);
  return sent;
}
