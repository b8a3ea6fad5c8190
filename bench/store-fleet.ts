import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonitor } from '../core/monitor/lifecycle.ts';
import type { MonitorConfig } from '../core/monitor/monitor.ts';
import type { SteadyBeat } from '../core/ports/monitor-store.ts';
import type { Store } from '../core/ports/store.ts';

const CONFIG: MonitorConfig = {
  name: 'Payment API of the shop',
  tags: ['production', 'payments'],
  schedule: { type: 'interval', intervalMs: 3_600_000, graceMs: 0 },
  expectedFromStart: true,
  runLimits: { maxRuntimeMs: 86_400_000 },
  thresholds: { failures: 1, recoveries: 1 },
  source: 'api',
};

const idOf = (i: number): string => `service-${i}`;
const keyOf = (i: number): string => `key-${i % 100}`;

/** Creates `size` services that were heard at `at`. */
export async function addFleet(store: Store, size: number, at: number): Promise<void> {
  for (let from = 0; from < size; from += 1_000) {
    const numbers = Array.from({ length: Math.min(1_000, size - from) }, (_, i) => from + i);
    await Promise.all(
      numbers.map((i) => {
        const monitor = createMonitor({ kind: 'service', id: idOf(i) }, CONFIG, keyOf(i), at);
        return store.create({ ...monitor, status: 'up', lastBeatAt: at, dueAt: at + 3_600_000 });
      }),
    );
  }
}

/** A heartbeat of service `i` that changes nothing but when it was heard. */
export const beatOf = (i: number, at: number): SteadyBeat => ({
  ref: { kind: 'service', id: idOf(i) },
  state: { status: 'up' },
  credential: { keyId: keyOf(i), admin: false },
  record: { at, type: 'alive' },
});

/** A folder for as long as `use` takes. */
export async function withFolder(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'store-bench-'));
  try {
    await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
