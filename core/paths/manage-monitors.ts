import { armed } from '../monitor/arm.ts';
import { createMonitor } from '../monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../monitor/monitor.ts';
import { type MonitorRef, subjectOf } from '../monitor/ref.ts';
import { StoreUnavailable } from '../ports/monitor-store.ts';
import { keepWaitingTransition } from './keep-waiting-transition.ts';
import type { RecordDeps } from './record-heartbeats.ts';
import { sendTicketIfNear } from './tickets.ts';

const MOST_TRIES = 5;

/**
 * Begins a life. What an earlier life under this id still has to tell goes to history first and is inherited.
 * @returns undefined where the monitor exists already.
 * @throws StoreUnavailable
 */
export async function addMonitor(
  deps: RecordDeps,
  ref: MonitorRef,
  config: MonitorConfig,
  keyId: string | undefined,
  at: number,
): Promise<Monitor | undefined> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const earlier = await deps.store.read(ref);
    if (earlier && earlier.status !== 'closed') return undefined;
    const monitor = createMonitor(ref, config, keyId, at, earlier);
    if (earlier) await keepWaitingTransition(deps.store, earlier, monitor);
    if (await deps.store.create(monitor, earlier)) {
      await sendTicketIfNear(deps.queue, undefined, monitor, at, deps.settleMs);
      return monitor;
    }
  }
  throw new StoreUnavailable(`${subjectOf(ref)} changed too often to be created`);
}

/**
 * Changes a monitor by a pure function of its present state (pause, resume, reconfigure, close).
 * @returns the monitor as written, or undefined where there is none.
 * @throws StoreUnavailable
 */
export async function changeMonitor(
  deps: RecordDeps,
  ref: MonitorRef,
  change: (monitor: Monitor) => Monitor,
  at: number,
): Promise<Monitor | undefined> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = await deps.store.read(ref);
    if (!before || before.status === 'closed') return undefined;
    const changed = change(before);
    if (changed === before) return before;
    const after = armed(before, changed, at);
    await keepWaitingTransition(deps.store, before, after);
    if (await deps.store.change(before, after)) {
      await sendTicketIfNear(deps.queue, before, after, at, deps.settleMs);
      return after;
    }
  }
  throw new StoreUnavailable(`${subjectOf(ref)} changed too often to be written`);
}
