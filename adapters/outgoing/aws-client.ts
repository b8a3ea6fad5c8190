export interface AwsClientOptions {
  readonly region?: string | undefined;
  /** Of an emulator, or of a private endpoint. */
  readonly endpoint?: string | undefined;
  /** The longest that a connection may take to stand, ms; 1,000 by default. */
  readonly connectMs?: number | undefined;
  /** The most connections side by side; 50 by default. */
  readonly connections?: number | undefined;
  /** Where none are given, the SDK finds its own. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Far above what a connection takes that will stand at all. */
const CONNECT_MS = 1_000;
/** HTTP/1.1 needs one for each request under way: 8 batches to each of two queues, and room beside. */
const MOST_CONNECTIONS = 50;
/** Longer than a queue or a topic ever takes where it is well. */
const TIMEOUT_MS = 5_000;

/** What all clients of AWS share: connections are kept, and what was throttled or lost is repeated twice. */
export function awsClientSettings({
  region,
  endpoint,
  credentials,
  connectMs = CONNECT_MS,
  connections = MOST_CONNECTIONS,
}: AwsClientOptions) {
  const agent = { keepAlive: true, maxSockets: connections };
  return {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: connectMs, httpAgent: agent, httpsAgent: agent },
  };
}

/** A command is given up after this, its repetitions included, ms. */
export const within = (timeoutMs = TIMEOUT_MS) => ({ abortSignal: AbortSignal.timeout(timeoutMs) });
