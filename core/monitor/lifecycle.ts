import { armed } from './arm.ts';
import type { Monitor, MonitorConfig } from './monitor.ts';
import { hasWaiting, moveTo, waitingSpans } from './outbox.ts';
import type { MonitorRef } from './ref.ts';
import { same } from './same.ts';
import type { Reason } from './status.ts';

/** A new life at `at`. What an earlier life under this id still has to tell is inherited. */
export function createMonitor(
  ref: MonitorRef,
  config: MonitorConfig,
  keyId: string | undefined,
  at: number,
  earlier?: Monitor,
): Monitor {
  // Two lives must never share a birth, even if the clock stands still between them.
  const born = Math.max(at, (earlier?.born ?? 0) + 1);
  const inherited = earlier && hasWaiting(earlier) ? waitingSpans(earlier) : undefined;
  const monitor: Monitor = {
    kind: ref.kind,
    id: ref.id,
    born,
    version: 1,
    config,
    keyId,
    status: 'unknown',
    reason: 'created',
    since: at,
    countFrom: at,
    runs: {},
    sequence: 0,
    published: 0,
    inherited,
  };
  return inherited ? { ...monitor, dueAt: at } : armed(monitor, monitor, at);
}

/** The monitor under a new configuration; a changed expectation counts from `at` on, never from old silence. */
export function reconfigure(
  monitor: Monitor,
  config: MonitorConfig,
  keyId: string | undefined,
  at: number,
): Monitor {
  const unchanged =
    same(monitor.config.schedule, config.schedule) &&
    same(monitor.config.runLimits, config.runLimits) &&
    monitor.config.expectedFromStart === config.expectedFromStart;
  return { ...monitor, config, keyId, countFrom: unchanged ? monitor.countFrom : at };
}

/** Paused: heard, never judged. */
export const pause = (monitor: Monitor, at: number, reason: Reason = 'paused'): Monitor =>
  monitor.status === 'closed' ? monitor : moveTo(monitor, { to: 'paused', reason, at });

/** Watched again, counting from `at`: what it was before the pause is not assumed. */
export const resume = (monitor: Monitor, at: number): Monitor =>
  monitor.status === 'paused'
    ? { ...moveTo(monitor, { to: 'unknown', reason: 'resumed', at }), runs: runsAnew(monitor), countFrom: at }
    : monitor;

/** What was told of an open run ended with the pause: if it still hangs, that is news again. */
const runsAnew = ({ runs }: Monitor): Monitor['runs'] =>
  Object.fromEntries(Object.entries(runs).map(([key, { told: _, ...run }]) => [key, run]));

/** The end of a life by a person's will; it is removed once this has been told. */
export const close = (monitor: Monitor, at: number): Monitor =>
  moveTo(monitor, { to: 'closed', reason: 'deleted', at });
