import { queueJson } from '../../contracts/events/queue-json.ts';
import type { Notice } from '../../core/ports/operators.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';

/** The body of a message of tickets; `readMessage` reads it. */
export const ticketsBody = (tickets: readonly Ticket[]): string => queueJson({ tickets });

/** The body of a notice. Not its public event: that does not say of which kind it is. */
export const noticeBody = (notice: Notice): string => queueJson({ notice });
