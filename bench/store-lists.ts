import { openSqliteStore, type SqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import { sweep } from '../core/paths/sweep.ts';
import { addFleet, beatOf, withFolder } from './store-fleet.ts';

const FLEET = 100_000;
const LISTED = 10_000;
const SWEEPS = 50;

const clock = new SteadyClock();

async function timed(what: string, run: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const result = await run();
  console.log(`  ${what}: ${(performance.now() - start).toFixed(1)} ms, ${result}`);
}

async function due(store: SqliteStore, before: number): Promise<string> {
  let found = 0;
  for await (const page of store.dueMonitors(before)) found += page.length;
  return `${found} found`;
}

async function list(store: SqliteStore, most: number): Promise<string> {
  let found = 0;
  let cursor: string | undefined;
  do {
    const page = await store.listMonitors('service', { limit: 1_000, cursor });
    found += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined && found < most);
  return `${found} listed`;
}

/** Lists while 10 senders beat, and says what they waited. */
async function listUnderLoad(store: SqliteStore): Promise<string> {
  const waits: number[] = [];
  let listing = true;
  const send = async () => {
    while (listing) {
      const start = performance.now();
      await store.recordSteady([beatOf(Math.floor(Math.random() * FLEET), clock.now())]);
      waits.push(performance.now() - start);
    }
  };
  const senders = Array.from({ length: 10 }, send);
  const listed = await list(store, LISTED);
  listing = false;
  await Promise.all(senders);
  waits.sort((a, b) => a - b);
  return `${listed} beside ${waits.length} heartbeats, of which 99 % waited under ${waits[Math.floor(waits.length * 0.99)]?.toFixed(1)} ms`;
}

/** The sweep of a calm fleet, many times over. */
async function sweepMany(store: SqliteStore): Promise<string> {
  const queue = { send: async () => 0 };
  const times: number[] = [];
  for (let i = 0; i < SWEEPS; i++) {
    const begun = performance.now();
    await sweep({ store, queue, settleMs: 0 }, clock.now());
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return `a sweep takes ${times[SWEEPS / 2]?.toFixed(2)} ms in the median, ${times.at(-1)?.toFixed(2)} ms at most (aim 5 ms)`;
}

/** What sweeps and lists cost with 100,000 monitors stored, and what a heartbeat waits meanwhile. */
export async function benchStoreLists(): Promise<void> {
  console.log(`\nThe SQLite store with ${FLEET} monitors`);
  await withFolder(async (directory) => {
    const store = await openSqliteStore({ directory, clock });
    await addFleet(store, FLEET, clock.now());
    await timed(`${SWEEPS} sweeps with nothing due`, () => sweepMany(store));
    await timed('Due monitors, all are due', () => due(store, clock.now() + 86_400_000));
    await timed(`${LISTED} by pages of 1,000`, () => list(store, LISTED));
    await timed(`${LISTED} by pages of 1,000, under load`, () => listUnderLoad(store));
    await store.close();
    await timed('Opening it again', async () => {
      await (await openSqliteStore({ directory, clock })).close();
      return 'ready';
    });
  });
}
