import { batchBodies, type LoadResult, load, singleBodies } from './load.ts';
import { startBare, startCentral, type Target } from './processes.ts';

const SECONDS = 6;
const WARM_UP_SECONDS = 2;
const BATCH = 100;

const figure = (value: number): string => Math.round(value).toLocaleString('en');

function line(name: string, result: LoadResult, perRequest = 1): void {
  const rate = figure(result.requestsPerSecond * perRequest).padStart(8);
  const failed = result.failed > 0 ? `   ${result.failed} FAILED` : '';
  console.log(`  ${name.padEnd(44)} ${rate} a second   p50 ${result.p50} ms   p99 ${result.p99} ms${failed}`);
}

async function singles(target: Target, name: string, services: number, connections: number): Promise<number> {
  const result = await load({
    url: target.url,
    connections,
    seconds: SECONDS,
    bodies: singleBodies(services),
  });
  line(`${name}, single, ${connections} connection${connections === 1 ? '' : 's'}`, result);
  return result.requestsPerSecond;
}

async function batches(target: Target, name: string, services: number): Promise<number> {
  const result = await load({
    url: target.url,
    connections: 10,
    seconds: SECONDS,
    bodies: batchBodies(services),
  });
  line(`${name}, batches of ${BATCH}, 10 connections`, result, BATCH);
  return result.requestsPerSecond * BATCH;
}

const warmUp = (target: Target, services: number): Promise<LoadResult> =>
  load({ url: target.url, connections: 50, seconds: WARM_UP_SECONDS, bodies: singleBodies(services) });

/** Every service once: what its first heartbeat after a start costs is not what is measured. */
async function hearAll(target: Target, services: number): Promise<void> {
  for (const body of batchBodies(services)) {
    const headers = { authorization: 'Bearer a-key-of-the-bench' };
    const response = await fetch(`${target.url}/api/heartbeat`, { method: 'POST', headers, body });
    await response.arrayBuffer();
  }
}

async function measure(services: number): Promise<{ single: number; batch: number }> {
  const central = await startCentral(services);
  console.log(
    `\nHeartbeat Central, ${figure(services)} services stored (ready in ${figure(central.readyMs)} ms)`,
  );
  try {
    await hearAll(central, services);
    await warmUp(central, services);
    await singles(central, 'durable', services, 1);
    await singles(central, 'durable', services, 10);
    const single = await singles(central, 'durable', services, 50);
    const batch = await batches(central, 'durable', services);
    return { single, batch };
  } finally {
    await central.stop();
  }
}

async function measureBare(): Promise<number> {
  const bare = await startBare();
  console.log('\nA bare Node server that parses and answers');
  try {
    await warmUp(bare, 100);
    for (const connections of [1, 10]) await singles(bare, 'bare', 100, connections);
    return await singles(bare, 'bare', 100, 50);
  } finally {
    await bare.stop();
  }
}

/** Heartbeats a second over HTTP on this machine, the load generator included, beside a bare server. */
export async function benchHeartbeats(): Promise<void> {
  const bare = await measureBare();
  const few = await measure(100);
  const many = await measure(100_000);
  console.log('');
  console.log(
    `  single at 50 connections, of the bare server's      ${(few.single / bare).toFixed(2)}   (aim 0.40)`,
  );
  console.log(`  heartbeats a second in batches                      ${figure(few.batch)}   (aim 40,000)`);
  console.log(
    `  with 100,000 services, single / batches, of 100's   ${(many.single / few.single).toFixed(2)} / ${(many.batch / few.batch).toFixed(2)}   (aim 0.90)`,
  );
}
