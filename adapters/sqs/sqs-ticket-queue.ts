import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../../core/ports/log.ts';
import type { Ticket, TicketQueue } from '../../core/ports/ticket-queue.ts';
import { type Refusal, sendMessages } from './send-messages.ts';
import { type TicketMessage, ticketMessages } from './ticket-messages.ts';

export interface SqsTicketQueueOptions {
  readonly client: SQSClient;
  /** The queue that judge reads; undefined in a function that sends no ticket of a monitor. */
  readonly monitorQueueUrl: string | undefined;
  /** The queue that notify reads; undefined in a function that sends no ticket of a delivery. */
  readonly deliveryQueueUrl: string | undefined;
  readonly log: Log;
  /** A batch is given up after this, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

const TYPES: readonly Ticket['type'][] = ['monitor', 'delivery'];

const refusedAll = (messages: readonly TicketMessage[]): Refusal<TicketMessage>[] =>
  messages.map((message) => ({ message, error: 'NoQueue' }));

/** Tickets through SQS. What a queue does not take is logged, and the next sweep makes it again. */
export class SqsTicketQueue implements TicketQueue {
  readonly #options: SqsTicketQueueOptions;

  constructor(options: SqsTicketQueueOptions) {
    this.#options = options;
  }

  async send(tickets: Parameters<TicketQueue['send']>[0]): Promise<number> {
    const byType = Map.groupBy(tickets, ({ ticket }) => ticket.type);
    const unsent = TYPES.map((type) => this.#sendAll(type, ticketMessages(type, byType.get(type) ?? [])));
    return (await Promise.all(unsent)).reduce((sum, count) => sum + count, 0);
  }

  async #sendAll(type: Ticket['type'], messages: readonly TicketMessage[]): Promise<number> {
    const { client, monitorQueueUrl, deliveryQueueUrl, timeoutMs } = this.#options;
    const queueUrl = type === 'monitor' ? monitorQueueUrl : deliveryQueueUrl;
    const refused = queueUrl
      ? await sendMessages({ client, queueUrl, timeoutMs }, messages)
      : refusedAll(messages);
    const unsent = refused.reduce((sum, { message }) => sum + message.tickets, 0);
    if (unsent > 0) this.#report(type, unsent, refused);
    return unsent;
  }

  #report(type: Ticket['type'], tickets: number, refused: readonly Refusal<TicketMessage>[]): void {
    const errors = [...new Set(refused.map(({ error }) => error))];
    this.#options.log.error(
      { type, tickets, errors },
      'Tickets were not sent; the next sweep makes them again',
    );
  }
}
