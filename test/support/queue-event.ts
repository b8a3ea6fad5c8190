import type { SQSEvent } from 'aws-lambda';

/** The event that Lambda makes of messages with these bodies; their ids are `message-0`, `message-1`, ... */
export const queueEvent = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, i) => ({
    messageId: `message-${i}`,
    receiptHandle: `receipt-${i}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:queue',
    awsRegion: 'us-east-1',
  })),
});

/** What a queue handler answers when these messages come again. */
export const comesAgain = (...indexes: readonly number[]) => ({
  batchItemFailures: indexes.map((i) => ({ itemIdentifier: `message-${i}` })),
});
