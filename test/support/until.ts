import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Looks until it holds: for what happens in processes whose clock is the real one. Rejects after 30 s by default. */
export async function until(holds: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not come to hold: ${holds}`);
    await pause(LOOK_EVERY_MS);
  }
}
