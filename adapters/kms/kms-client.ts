import { KMSClient } from '@aws-sdk/client-kms';
import { type AwsClientOptions, awsClientSettings } from '../outgoing/aws-client.ts';

/** A client for keys. */
export const createKmsClient = (options: AwsClientOptions = {}): KMSClient =>
  new KMSClient(awsClientSettings(options));
