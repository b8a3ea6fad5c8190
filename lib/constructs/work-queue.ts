import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface WorkQueueProps {
  /** The longest that the function which works on it may take. */
  readonly timeout: Duration;
  /** How long a message may wait before it is dropped. */
  readonly retention: Duration;
  /** How often a message is tried before it is a dead letter. */
  readonly mostReceives: number;
}

/** AWS asks for 6: a message that a throttled function could not take must not count as failed. */
const TIMEOUTS_UNTIL_SEEN_AGAIN = 6;
const BATCH = 10;

/** Work for a function, and the place for what it could not do. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { timeout, retention, mostReceives }: WorkQueueProps) {
    super(scope, id);
    const secure = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...secure, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...secure,
      retentionPeriod: retention,
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * TIMEOUTS_UNTIL_SEEN_AGAIN),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: mostReceives },
    });
  }

  /** No batching window: a ticket that waits is an alert that comes late. */
  isWorkedOnBy(worker: IFunction, maxConcurrency: number): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, { batchSize: BATCH, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}
