import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
/** The emulator works in the same thread: where it has much to do, connections wait. */
const CONNECT_MS = 60_000;
/** SQS hands out no more at once. */
const MOST_AT_ONCE = 10;

export interface TestQueue {
  readonly url: string;
  readonly arn: string;
}

/** How many messages a queue holds. */
export interface QueueDepth {
  readonly visible: number;
  readonly delayed: number;
  readonly received: number;
}

/** SQS and SNS for tests: an emulator in this process, and clients for it. */
export class TestQueues {
  readonly endpoint: string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly #app: ReturnType<typeof buildApp>;

  private constructor(app: ReturnType<typeof buildApp>, endpoint: string) {
    this.#app = app;
    this.endpoint = endpoint;
    const options = { endpoint, region: 'us-east-1', credentials: CREDENTIALS, connectMs: CONNECT_MS };
    this.sqs = createSqsClient(options);
    this.sns = createSnsClient(options);
  }

  static async start(): Promise<TestQueues> {
    const app = buildApp({ logger: false });
    // After a long turn of this thread an idle connection would look old, and be closed just as a request comes in.
    app.server.keepAliveTimeout = 0;
    return new TestQueues(app, await app.listen({ host: '127.0.0.1', port: 0 }));
  }

  /** A new empty queue; `attributes` as SQS calls them, such as VisibilityTimeout. */
  async createQueue(attributes: Readonly<Record<string, string>> = {}): Promise<TestQueue> {
    const { QueueUrl: url } = await this.sqs.send(
      new CreateQueueCommand({ QueueName: `test-${randomUUID()}`, Attributes: { ...attributes } }),
    );
    const { QueueArn: arn } = await this.#attributes(url!, ['QueueArn']);
    return { url: url!, arn: arn! };
  }

  /** A new queue whose messages move to `deadLetters` when they were received so many times. */
  createRedrivenQueue(deadLetters: TestQueue, maxReceiveCount: number): Promise<TestQueue> {
    const policy = { deadLetterTargetArn: deadLetters.arn, maxReceiveCount };
    return this.createQueue({ RedrivePolicy: JSON.stringify(policy), VisibilityTimeout: '0' });
  }

  /** @returns the ARN of a new topic. */
  async createTopic(): Promise<string> {
    const { TopicArn } = await this.sns.send(new CreateTopicCommand({ Name: `test-${randomUUID()}` }));
    return TopicArn!;
  }

  /** Messages of the topic arrive on the queue as they are, where they fit the policy. */
  async subscribe(topicArn: string, queue: TestQueue, filterPolicy?: object): Promise<void> {
    await this.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes: {
          RawMessageDelivery: 'true',
          ...(filterPolicy && { FilterPolicy: JSON.stringify(filterPolicy) }),
        },
      }),
    );
  }

  /** At most ten messages, which stay in the queue until they are removed; none after `waitSeconds` without one. */
  async receive(queue: TestQueue, waitSeconds = 0): Promise<readonly Message[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: MOST_AT_ONCE,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  async remove(queue: TestQueue, { ReceiptHandle }: Message): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
  }

  /** Removes all that is visible. @returns the bodies. */
  async takeAll(queue: TestQueue): Promise<readonly string[]> {
    const bodies: string[] = [];
    for (;;) {
      const messages = await this.receive(queue);
      if (messages.length === 0) return bodies;
      bodies.push(...messages.map(({ Body }) => Body!));
      await Promise.all(messages.map((message) => this.remove(queue, message)));
    }
  }

  async depth(queue: TestQueue): Promise<QueueDepth> {
    const attributes = await this.#attributes(queue.url, ['All']);
    return {
      visible: Number(attributes.ApproximateNumberOfMessages),
      delayed: Number(attributes.ApproximateNumberOfMessagesDelayed),
      received: Number(attributes.ApproximateNumberOfMessagesNotVisible),
    };
  }

  async stop(): Promise<void> {
    this.sqs.destroy();
    this.sns.destroy();
    await this.#app.close();
  }

  async #attributes(url: string, names: ('QueueArn' | 'All')[]): Promise<Partial<Record<string, string>>> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names }),
    );
    return Attributes;
  }
}
