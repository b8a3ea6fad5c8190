import type { SQSEvent } from 'aws-lambda';
import type { QueueHandler } from '../../lambdas/runtime/queue-handler.ts';
import type { TestQueue, TestQueues } from '../support/test-queues.ts';

/** Hands the messages of a queue to a function, as Lambda's event source does: what did not fail is removed. */
export class EventSource {
  private readonly queues: TestQueues;
  private readonly queue: TestQueue;
  private readonly handle: QueueHandler;
  private readonly polling: Promise<void>;
  private stopped = false;

  constructor(queues: TestQueues, queue: TestQueue, handle: QueueHandler) {
    this.queues = queues;
    this.queue = queue;
    this.handle = handle;
    this.polling = this.poll();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.polling;
  }

  private async poll(): Promise<void> {
    while (!this.stopped) {
      const messages = await this.queues.receive(this.queue, 1);
      if (messages.length === 0) continue;
      const Records = messages.map(({ MessageId, Body, Attributes }) => ({
        messageId: MessageId!,
        body: Body!,
        attributes: Attributes!,
      }));
      const { batchItemFailures } = await this.handle({ Records } as unknown as SQSEvent);
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = messages.filter(({ MessageId }) => !failed.has(MessageId!));
      await Promise.all(done.map((message) => this.queues.remove(this.queue, message)));
    }
  }
}
