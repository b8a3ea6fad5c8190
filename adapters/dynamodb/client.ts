import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AwsClientOptions, awsClientSettings } from '../outgoing/aws-client.ts';

/** Four batches of 50 side by side on one process; HTTP/1.1 needs a connection for each request under way. */
const CONNECTIONS = 200;

/** A client that repeats twice what was throttled or lost on the way. */
export function createClient(options: AwsClientOptions): DynamoDBDocumentClient {
  const client = new DynamoDBClient(awsClientSettings({ connections: CONNECTIONS, ...options }));
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
