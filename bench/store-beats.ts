import { openSqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import type { Store } from '../core/ports/store.ts';
import { addFleet, beatOf, withFolder } from './store-fleet.ts';

const SECONDS = 5;
const FLEETS = [100, 100_000];

const clock = new SteadyClock();

interface Load {
  readonly fleet: number;
  readonly writers: number;
  readonly size: number;
}

/** Writers at once, each sending a batch and waiting for the answer before the next one. */
async function measure(store: Store, { fleet, writers, size }: Load): Promise<void> {
  const waits: number[] = [];
  let refused = 0;
  const cpuBefore = process.threadCpuUsage();
  const start = performance.now();
  const write = async () => {
    while (performance.now() - start < SECONDS * 1_000) {
      const began = performance.now();
      const beats = Array.from({ length: size }, () =>
        beatOf(Math.floor(Math.random() * fleet), clock.now()),
      );
      const recorded = await store.recordSteady(beats);
      waits.push(performance.now() - began);
      refused += recorded.filter((done) => !done).length;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.threadCpuUsage(cpuBefore);
  const beats = waits.length * size;
  waits.sort((a, b) => a - b);
  const wait = (share: number) => `${(waits[Math.floor((waits.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  console.log(
    `  ${fleet} monitors, ${writers} writers, batches of ${size}: ${Math.round(beats / seconds)} beats/s, p50 ${wait(0.5)}, ` +
      `p99 ${wait(0.99)}, longest ${wait(1)}, ${((user + system) / beats).toFixed(1)} µs CPU a beat, ${refused} refused`,
  );
}

/** Each monitor once: what happens at a monitor's first beat after the start is not what is measured. */
async function warmUp(store: Store, fleet: number): Promise<void> {
  for (let from = 0; from < fleet; from += 1_000) {
    const size = Math.min(1_000, fleet - from);
    await store.recordSteady(Array.from({ length: size }, (_, i) => beatOf(from + i, clock.now())));
  }
}

/** How many steady beats a second the SQLite store alone makes durable, with few monitors and with many. */
export async function benchStoreBeats(): Promise<void> {
  console.log('\nThe SQLite store alone, beats at random over all monitors');
  for (const fleet of FLEETS) {
    await withFolder(async (directory) => {
      const store = await openSqliteStore({ directory, clock });
      await addFleet(store, fleet, clock.now());
      await warmUp(store, fleet);
      await measure(store, { fleet, writers: 1, size: 100 });
      await measure(store, { fleet, writers: 50, size: 1 });
      await measure(store, { fleet, writers: 1, size: 1 });
      await store.close();
    });
  }
}
