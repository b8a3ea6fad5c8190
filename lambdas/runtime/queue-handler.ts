import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../../core/ports/log.ts';

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

export interface QueueHandlerOptions {
  readonly log: Log;
  readonly handle: (body: string) => Promise<void>;
  /**
   * Asks for a message that failed to come back after so many seconds, and not only when the queue would count it as
   * lost. Never rejects.
   */
  readonly comeBack?: ((receiptHandle: string, seconds: number) => Promise<void>) | undefined;
}

/** 5 s, 15 s, 45 s, ... and at most 15 minutes: soon enough for a hiccup, and long enough for an outage. */
const FIRST_S = 5;
const LONGEST_S = 900;

const secondsUntil = ({ attributes }: SQSRecord): number =>
  Math.min(FIRST_S * 3 ** (Number(attributes.ApproximateReceiveCount) - 1), LONGEST_S);

/**
 * Handles the messages of a batch side by side. One that fails comes back alone, and after too often goes to the
 * dead letters; the others are done.
 */
export function createQueueHandler({ log, handle, comeBack }: QueueHandlerOptions): QueueHandler {
  return async ({ Records }) => {
    const outcomes = await Promise.allSettled(Records.map(({ body }) => handle(body)));
    const failed = Records.filter((record, i) => {
      const outcome = outcomes[i]!;
      if (outcome.status === 'fulfilled') return false;
      const { messageId, attributes } = record;
      const facts = { err: outcome.reason, messageId, received: attributes.ApproximateReceiveCount };
      log.error(facts, 'A message could not be handled; it comes again');
      return true;
    });
    await Promise.all(failed.map((record) => comeBack?.(record.receiptHandle, secondsUntil(record))));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
