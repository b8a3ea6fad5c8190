// How many steady beats a second the SQLite store makes durable: full batches, and many single writers that each
// wait for their answer; with few monitors and with many, beats spread at random over all of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type SqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { createMonitor } from '../core/monitor/lifecycle.ts';
import type { MonitorConfig } from '../core/monitor/monitor.ts';
import type { SteadyBeat } from '../core/ports/monitor-store.ts';

const SECONDS = Number(process.argv[2] ?? 5);
const FLEETS = (process.argv[3] ?? '100,100000').split(',').map(Number);

const config: MonitorConfig = {
  name: 'Payment API of the shop',
  tags: ['production', 'payments'],
  schedule: { type: 'interval', intervalMs: 60_000, graceMs: 30_000 },
  expectedFromStart: false,
  runLimits: { maxRuntimeMs: 86_400_000 },
  thresholds: { failures: 1, recoveries: 1 },
  source: 'api',
};

const idOf = (i: number): string => `service-${i}`;
const keyOf = (i: number): string => `key-${i % 100}`;

async function addFleet(store: SqliteStore, size: number): Promise<void> {
  const at = systemClock.now();
  for (let from = 0; from < size; from += 1_000) {
    const ids = Array.from({ length: Math.min(1_000, size - from) }, (_, i) => from + i);
    await Promise.all(
      ids.map((i) => {
        const monitor = createMonitor({ kind: 'service', id: idOf(i) }, config, keyOf(i), at);
        return store.create({ ...monitor, status: 'up', lastBeatAt: at });
      }),
    );
  }
}

function beatOf(i: number, at: number): SteadyBeat {
  return {
    ref: { kind: 'service', id: idOf(i) },
    state: { status: 'up' },
    credential: { keyId: keyOf(i), admin: false },
    record: { at, type: 'alive' },
  };
}

const randomBeat = (fleet: number): SteadyBeat =>
  beatOf(Math.floor(Math.random() * fleet), systemClock.now());

/** `writers` at once, each sending batches of `size` and waiting for the answer. */
async function measure(store: SqliteStore, fleet: number, writers: number, size: number): Promise<void> {
  const waits: number[] = [];
  let beats = 0;
  let refused = 0;
  const start = performance.now();
  const end = start + SECONDS * 1_000;
  const write = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const recorded = await store.recordSteady(Array.from({ length: size }, () => randomBeat(fleet)));
      waits.push(performance.now() - began);
      beats += size;
      refused += recorded.filter((done) => !done).length;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const perSecond = Math.round(beats / ((performance.now() - start) / 1_000));
  waits.sort((a, b) => a - b);
  const at = (share: number) => `${(waits[Math.floor((waits.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  console.log(
    `${fleet} monitors, ${writers} writers, batches of ${size}: ${perSecond} beats/s, ` +
      `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}${refused > 0 ? `, ${refused} REFUSED` : ''}`,
  );
}

for (const fleet of FLEETS) {
  const directory = mkdtempSync(join(tmpdir(), 'store-beats-'));
  const store = await openSqliteStore({ directory, clock: systemClock });
  try {
    await addFleet(store, fleet);
    await measure(store, fleet, 1, 100);
    await measure(store, fleet, 50, 1);
    await measure(store, fleet, 1, 1);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}
