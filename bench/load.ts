import autocannon from 'autocannon';

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Bodies that are sent in random order. */
  readonly bodies: readonly string[];
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 2xx, errors and timeouts. */
  readonly failed: number;
}

/** Sends heartbeats to this machine for a bounded time. */
export async function load({ url, connections, seconds, bodies }: LoadOptions): Promise<LoadResult> {
  const random = () => bodies[Math.floor(Math.random() * bodies.length)]!;
  const result = await autocannon({
    url: `${url}/api/heartbeat`,
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json', authorization: 'Bearer a-key-of-the-bench' },
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, body: random() }) }],
  });
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

export const singleBodies = (services: number): string[] =>
  Array.from({ length: services }, (_, i) => JSON.stringify({ serviceId: `service-${i}` }));

const BATCH = 100;

/** Batches of 100 different services, spread over all of them. */
export const batchBodies = (services: number): string[] =>
  Array.from({ length: Math.max(1, Math.floor(services / BATCH)) }, (_, i) => {
    const step = Math.max(1, Math.floor(services / BATCH));
    return JSON.stringify({
      services: Array.from({ length: BATCH }, (_, j) => `service-${(i + j * step) % services}`),
    });
  });
