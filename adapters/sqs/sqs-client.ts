import { SQSClient } from '@aws-sdk/client-sqs';
import { type AwsClientOptions, awsClientSettings } from '../outgoing/aws-client.ts';

/** A client for queues. An endpoint that is given counts, whatever host the URL of a queue names. */
export const createSqsClient = (options: AwsClientOptions = {}): SQSClient =>
  new SQSClient({
    ...awsClientSettings(options),
    ...(options.endpoint && { useQueueUrlAsEndpoint: false }),
  });
