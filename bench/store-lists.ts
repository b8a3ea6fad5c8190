// What lists cost with many monitors stored: due monitors, the fleet by pages, and what a heartbeat waits meanwhile.
import { openSqliteStore, type SqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { addFleet, beatOf, withFolder } from './store-fleet.ts';

const FLEET = Number(process.argv[2] ?? 100_000);
const LISTED = 10_000;

async function timed(what: string, run: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const result = await run();
  console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms, ${result}`);
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
      await store.recordSteady([beatOf(Math.floor(Math.random() * FLEET), systemClock.now())]);
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

await withFolder(async (directory) => {
  const store = await openSqliteStore({ directory, clock: systemClock });
  await addFleet(store, FLEET);
  for (let i = 0; i < 3; i++) await timed('Due monitors, none is due', () => due(store, systemClock.now()));
  await timed('Due monitors, all are due', () => due(store, systemClock.now() + 86_400_000));
  for (let i = 0; i < 3; i++) await timed('The fleet by pages of 1,000', () => list(store, LISTED));
  await timed('The fleet by pages of 1,000, under load', () => listUnderLoad(store));
  await store.close();
  const start = performance.now();
  const again = await openSqliteStore({ directory, clock: systemClock });
  console.log(`Opening it again: ${(performance.now() - start).toFixed(1)} ms`);
  await again.close();
});
