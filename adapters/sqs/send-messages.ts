import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { chunksOf } from './chunks.ts';

export interface OutgoingMessage {
  readonly body: string;
  readonly delaySeconds: number;
}

export interface Refusal<M> {
  readonly message: M;
  /** The name of the error. */
  readonly error: string;
}

export interface QueueAddress {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly timeoutMs?: number | undefined;
}

/** SQS takes no more in one request. */
const MOST_IN_BATCH = 10;
const MOST_AT_ONCE = 8;

/**
 * Sends the messages in batches, at most 8 at once. What the queue itself failed to take is sent once more.
 * @returns what was not taken. Never rejects.
 */
export async function sendMessages<M extends OutgoingMessage>(
  queue: QueueAddress,
  messages: readonly M[],
): Promise<Refusal<M>[]> {
  const refusals: Refusal<M>[] = [];
  for (const batches of chunksOf(chunksOf(messages, MOST_IN_BATCH), MOST_AT_ONCE)) {
    const ofBatches = await Promise.all(batches.map((batch) => sendBatch(queue, batch, 2)));
    refusals.push(...ofBatches.flat());
  }
  return refusals;
}

async function sendBatch<M extends OutgoingMessage>(
  queue: QueueAddress,
  batch: readonly M[],
  attempts: number,
): Promise<Refusal<M>[]> {
  if (batch.length === 0) return [];
  try {
    const failed = await attempt(queue, batch);
    const repeatable = failed.filter(({ isOurFault }) => !isOurFault && attempts > 1);
    const lost = failed.filter((refusal) => !repeatable.includes(refusal));
    const again = repeatable.map(({ message }) => message);
    return [...lost, ...(await sendBatch(queue, again, attempts - 1))];
  } catch (error) {
    return batch.map((message) => ({ message, error: failureName(error) }));
  }
}

async function attempt<M extends OutgoingMessage>(
  { client, queueUrl, timeoutMs }: QueueAddress,
  batch: readonly M[],
): Promise<(Refusal<M> & { readonly isOurFault: boolean })[]> {
  const command = new SendMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: batch.map(({ body, delaySeconds }, i) => ({
      Id: String(i),
      MessageBody: body,
      DelaySeconds: delaySeconds,
    })),
  });
  const { Failed = [] } = await client.send(command, within(timeoutMs));
  return Failed.map(({ Id, Code, SenderFault }) => ({
    message: batch[Number(Id)]!,
    error: Code ?? 'unknown',
    isOurFault: SenderFault === true,
  }));
}
