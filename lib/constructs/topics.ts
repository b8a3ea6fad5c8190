import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkQueue } from './work-queue.ts';

/** `transitions` is for machines; `operators` for the people who run Heartbeat Central. */
export class Topics extends Construct {
  readonly transitions: Topic;
  readonly operators: Topic;
  /** Transitions that SNS could not hand to the queue. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.transitions = new Topic(this, 'Transitions', {
      displayName: 'Heartbeat Central: transitions',
      enforceSSL: true,
    });
    this.operators = new Topic(this, 'Operators', {
      displayName: 'Heartbeat Central',
      enforceSSL: true,
    });
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.undelivered).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It holds the dead letters of a subscription, which this rule does not look at.',
    });
    this.operators.addToResourcePolicy(alarmsMayPublish(this.operators));
  }

  /** What SNS cannot hand over has a place of its own: AWS sends only letters back that came out of a queue. */
  sendTransitionsTo({ queue }: WorkQueue): void {
    this.transitions.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: this.undelivered }),
    );
  }

  tellOperators(addresses: readonly string[]): void {
    for (const address of addresses) this.operators.addSubscription(new EmailSubscription(address));
  }
}

/** A topic with a policy of its own has lost the one that let alarms in. */
const alarmsMayPublish = (topic: Topic): PolicyStatement => {
  const { account } = Stack.of(topic);
  return new PolicyStatement({
    sid: 'AlarmsMayPublish',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
};
