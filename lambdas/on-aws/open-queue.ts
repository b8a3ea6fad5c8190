import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SqsTicketQueue } from '../../adapters/sqs/sqs-ticket-queue.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TicketQueue } from '../../core/ports/ticket-queue.ts';
import { clientOptions } from './client-options.ts';
import type { Environment } from './environment.ts';

/** Tickets to the stack's queues, as far as the function knows them. `timeoutMs`: for each batch. */
export const openQueue = (env: Environment, log: Log, timeoutMs?: number): TicketQueue =>
  new SqsTicketQueue({
    client: createSqsClient(clientOptions(env, 'SQS')),
    monitorQueueUrl: env.JUDGE_QUEUE_URL,
    deliveryQueueUrl: env.NOTIFY_QUEUE_URL,
    log,
    timeoutMs,
  });
