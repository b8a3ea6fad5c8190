import type { Ticket, TicketQueue } from '../../core/ports/ticket-queue.ts';
import { chunksOf } from './chunks.ts';
import { ticketsBody } from './message-bodies.ts';
import type { OutgoingMessage } from './send-messages.ts';

export interface TicketMessage extends OutgoingMessage {
  /** How many tickets it holds. */
  readonly tickets: number;
}

/**
 * An id has at most 128 UTF-16 units of at most 6 bytes each (as \uXXXX), so a monitor's ticket at most
 * 768 + 90 bytes: 20 of them are 17 KB, and the 10 messages of a batch 172 KB of the 256 KB that every queue takes.
 */
const MOST_MONITOR_TICKETS = 20;

/**
 * An attempt may take 10 s. One after another, 20 of them would outlast the function; side by side, one slow
 * channel would hold up the others of its message, and a failure would repeat them all.
 */
const MOST_DELIVERY_TICKETS = 1;

const MOST_TICKETS: Readonly<Record<Ticket['type'], number>> = {
  monitor: MOST_MONITOR_TICKETS,
  delivery: MOST_DELIVERY_TICKETS,
};

/** SQS delays no longer. A monitor's ticket that comes early is sent again by judge. */
const LONGEST_DELAY_SECONDS = 900;

const delaySecondsOf = (delayMs: number): number =>
  Math.min(Math.max(Math.ceil(delayMs / 1_000), 0), LONGEST_DELAY_SECONDS);

/** The messages that bear the tickets, all of one type: those of one delay share them. */
export function ticketMessages(
  type: Ticket['type'],
  tickets: Parameters<TicketQueue['send']>[0],
): TicketMessage[] {
  const byDelay = Map.groupBy(tickets, ({ delayMs }) => delaySecondsOf(delayMs));
  return [...byDelay].flatMap(([delaySeconds, group]) =>
    chunksOf(group, MOST_TICKETS[type]).map((chunk) => ({
      body: ticketsBody(chunk.map(({ ticket }) => ticket)),
      delaySeconds,
      tickets: chunk.length,
    })),
  );
}
