import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { createMonitor } from '../core/monitor/lifecycle.ts';
import { sweep } from '../core/paths/sweep.ts';

const MONITORS = 100_000;
const ROUNDS = 50;
const DAY_MS = 86_400_000;

/** How long a sweep takes that finds nothing due among many monitors that all have a deadline. */
export async function benchSweep(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-bench-'));
  const store = await openSqliteStore({ directory, clock: systemClock });
  try {
    const now = systemClock.now();
    const config = {
      name: 'Bench',
      tags: [],
      schedule: { type: 'interval', intervalMs: DAY_MS, graceMs: 0 },
      expectedFromStart: true,
      runLimits: { maxRuntimeMs: DAY_MS },
      thresholds: { failures: 1, recoveries: 1 },
      source: 'api',
    } as const;
    const made = Array.from({ length: MONITORS }, (_, i) =>
      store.create(createMonitor({ kind: 'service', id: `service-${i}` }, config, undefined, now)),
    );
    await Promise.all(made);
    const queue = { send: async () => {} };
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const begun = performance.now();
      await sweep({ store, queue, settleMs: 0 }, systemClock.now());
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const median = times[ROUNDS / 2]!.toFixed(2);
    console.log(`\nA sweep with nothing due, ${MONITORS.toLocaleString('en')} monitors with a deadline`);
    console.log(`  median ${median} ms, longest of ${ROUNDS} ${times.at(-1)!.toFixed(2)} ms   (aim 5 ms)`);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
