import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type AwsClientOptions, awsClientSettings } from '../outgoing/aws-client.ts';

/** A client for mails. */
export const createSesClient = (options: AwsClientOptions = {}): SESv2Client =>
  new SESv2Client(awsClientSettings(options));
