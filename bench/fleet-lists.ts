import { openSqliteStore, type SqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { hashKey } from '../adapters/system/keys.ts';
import { createSecretBox } from '../adapters/system/secret-box.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import { composeRuntime } from '../embedded/compose-runtime.ts';
import { openDirectory } from '../embedded/open-directory.ts';
import { readSettings } from '../embedded/settings.ts';
import { createManageHandler } from '../lambdas/manage/handler.ts';
import type { HttpHandler } from '../lambdas/runtime/endpoint.ts';
import { addFleet, withFolder } from './store-fleet.ts';

const LISTED = 10_000;
const GAPS = 100;
const HOUR_MS = 3_600_000;
const RUNS = 5;

const clock = new SteadyClock();

function handlerOn(store: SqliteStore): HttpHandler {
  const log = { debug() {}, info() {}, warn() {}, error: console.error };
  const settings = readSettings({ RATE_LIMIT: 'off' });
  const queue = { send: async () => 0 };
  const home = { store, clock, log, settings, publicUrl: 'http://bench', secrets: createSecretBox('bench') };
  return createManageHandler(composeRuntime({ ...home, queue, channels: openDirectory(home) }));
}

/** A request as the gateway hands it on, no more of it than the handler looks at. */
function getter(handle: HttpHandler) {
  return async (
    path: string,
    query: Record<string, string> = {},
  ): Promise<{ bytes: number; body: object }> => {
    const event = {
      version: '2.0',
      rawPath: path,
      headers: { authorization: 'Bearer the-bench' },
      queryStringParameters: query,
      requestContext: { requestId: '-', http: { method: 'GET', path, sourceIp: '127.0.0.1' } },
    };
    const { statusCode, body = '' } = await handle(event as unknown as Parameters<HttpHandler>[0]);
    if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}: ${body}`);
    return { bytes: body.length, body: JSON.parse(body) as object };
  };
}

type Get = ReturnType<typeof getter>;

async function inPages(get: Get, query: Record<string, string>): Promise<number> {
  let bytes = 0;
  let cursor: string | null | undefined;
  do {
    const page = await get('/api/monitors', { ...query, ...(cursor && { cursor }) });
    bytes += page.bytes;
    cursor = (page.body as { cursor: string | null }).cursor;
  } while (cursor);
  return bytes;
}

/** The slowest and the median of several, each on a reading of its own. */
async function timed(what: string, read: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < RUNS; i++) {
    const begun = performance.now();
    bytes = await read();
    times.push(performance.now() - begun);
    // However many look within a second, the fleet is read once.
    await new Promise((resolve) => setTimeout(resolve, 1_050));
  }
  times.sort((a, b) => a - b);
  const [median, slowest] = [times[Math.floor(RUNS / 2)]!, times.at(-1)!];
  const line = `${median.toFixed(0)} ms, ${slowest.toFixed(0)} ms at most, ${(bytes / 1e6).toFixed(1)} MB (aim 1,000 ms)`;
  console.log(`  ${what.padEnd(50)} ${line}`);
}

/** What it takes to list 10,000 monitors with their uptimes, from the request to the answer as text. */
export async function benchFleetLists(): Promise<void> {
  console.log(`\n${LISTED} monitors with their uptimes, ${GAPS} gaps in our hearing, by the HTTP handler`);
  await withFolder(async (directory) => {
    const store = await openSqliteStore({ directory, clock });
    const now = clock.now();
    await addFleet(store, LISTED, now);
    for (let i = 0; i < GAPS; i++) {
      const to = now - i * HOUR_MS;
      await store.keepGap({ from: to - 5_000, to });
    }
    const changes = Array.from({ length: LISTED }, (_, i) =>
      store.countUptime({
        kind: 'service',
        id: `service-${i}`,
        born: now,
        sequence: 1,
        from: 'down',
        to: 'up',
        reason: 'recovered',
        at: now - i * 100_000,
        fromSince: now - 2_000 * HOUR_MS,
        name: 'a',
        tags: [],
      }),
    );
    await Promise.all(changes);
    await store.putKey({
      hash: hashKey('the-bench'),
      id: 'bench',
      role: 'admin',
      name: 'bench',
      createdAt: now,
    });
    const get = getter(handlerOn(store));
    await timed('GET /api/status', async () => (await get('/api/status')).bytes);
    await timed('GET /api/services', async () => (await get('/api/services')).bytes);
    await timed('GET /api/monitors, ten pages of 1,000', () => inPages(get, { limit: '1000' }));
    await timed('GET /api/monitors?q=, one match', () => inPages(get, { q: 'service-9999' }));
    await store.close();
  });
}
