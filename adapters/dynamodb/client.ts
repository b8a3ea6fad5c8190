import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface ClientOptions {
  readonly region?: string | undefined;
  /** Of an emulator, or of a private endpoint. */
  readonly endpoint?: string | undefined;
  /** The longest that a connection may take to stand, ms. */
  readonly connectMs?: number | undefined;
  /** Where none are given, the SDK finds its own. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Far above what a connection takes that will stand at all. */
const CONNECT_MS = 1_000;
/** Four batches of 50 side by side on one process; HTTP/1.1 needs a connection for each request under way. */
const MOST_CONNECTIONS = 200;

/** A client that repeats twice what was throttled or lost on the way. */
export function createClient(options: ClientOptions): DynamoDBDocumentClient {
  const { region, endpoint, credentials, connectMs = CONNECT_MS } = options;
  const agent = { keepAlive: true, maxSockets: MOST_CONNECTIONS };
  const client = new DynamoDBClient({
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: connectMs, httpAgent: agent, httpsAgent: agent },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
