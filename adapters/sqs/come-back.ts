import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../../core/ports/log.ts';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';

export interface ComeBackOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly log: Log;
}

/**
 * Asks the queue to hand out a message again after so many seconds. Never rejects: where it fails, the message comes
 * back when the queue counts it as lost.
 */
export const createComeBack =
  ({ client, queueUrl, log }: ComeBackOptions) =>
  async (receiptHandle: string, seconds: number): Promise<void> => {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    try {
      await client.send(command, within());
    } catch (error) {
      log.warn({ error: failureName(error) }, 'A message comes back later than it should');
    }
  };
