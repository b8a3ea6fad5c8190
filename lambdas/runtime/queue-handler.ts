import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../core/ports/log.ts';

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/**
 * Handles the messages of a batch side by side. One that fails comes back alone, and after too often goes to the
 * dead letters; the others are done.
 */
export function createQueueHandler(log: Log, handle: (body: string) => Promise<void>): QueueHandler {
  return async ({ Records }) => {
    const outcomes = await Promise.allSettled(Records.map(({ body }) => handle(body)));
    const batchItemFailures = outcomes.flatMap((outcome, i) => {
      if (outcome.status === 'fulfilled') return [];
      const { messageId, attributes } = Records[i]!;
      const facts = { err: outcome.reason, messageId, received: attributes.ApproximateReceiveCount };
      log.error(facts, 'A message could not be handled; it comes again');
      return [{ itemIdentifier: messageId }];
    });
    return { batchItemFailures };
  };
}
