import { SNSClient } from '@aws-sdk/client-sns';
import { type AwsClientOptions, awsClientSettings } from '../outgoing/aws-client.ts';

/** A client for topics. */
export const createSnsClient = (options: AwsClientOptions = {}): SNSClient =>
  new SNSClient(awsClientSettings(options));
