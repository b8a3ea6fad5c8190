import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createComeBack } from '../../adapters/sqs/come-back.ts';
import { createQueueHandler } from '../../lambdas/runtime/queue-handler.ts';
import { queueEvent } from '../support/queue-event.ts';
import { SILENT_LOG } from '../support/stage.ts';

const sqs = mockClient(SQSClient);
afterEach(() => {
  sqs.reset();
});

const comeBack = createComeBack({ client: new SQSClient(), queueUrl: 'https://queue', log: SILENT_LOG });

describe('a message that failed', () => {
  test('comes back after so many seconds', async () => {
    await comeBack('receipt', 45);
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input)).toEqual([
      { QueueUrl: 'https://queue', ReceiptHandle: 'receipt', VisibilityTimeout: 45 },
    ]);
  });

  test('comes back when the queue counts it as lost, where it cannot be asked for', async () => {
    sqs.on(ChangeMessageVisibilityCommand).rejects(new Error('AccessDenied'));
    await comeBack('receipt', 45);
  });

  test('waits longer each time, and the others of its batch are done', async () => {
    const asked: [string, number][] = [];
    const handle = createQueueHandler({
      log: SILENT_LOG,
      handle: async (body) => {
        if (body === 'bad') throw new Error('No');
      },
      comeBack: async (...ask) => void asked.push(ask),
    });
    for (const received of [1, 2, 3, 4, 5, 6, 9]) {
      const event = queueEvent('good', 'bad');
      event.Records[1]!.attributes.ApproximateReceiveCount = String(received);
      expect(await handle(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    }
    expect(asked).toEqual([5, 15, 45, 135, 405, 900, 900].map((seconds) => ['receipt-1', seconds]));
  });
});
