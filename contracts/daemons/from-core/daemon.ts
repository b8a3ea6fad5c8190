import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import type { DaemonDetails } from '../to-core/registration.ts';
import { vitalsOf } from '../vitals.ts';
import { watchOf } from './watch.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A daemon as its registration and its last heartbeat describe it; what it has not said yet is left out. */
export function daemonOf({ id, config, lastBeatAt, vitals }: Monitor): object {
  const { version, capabilities, pollInterval, registeredAt } = (config.details ??
    {}) as Partial<DaemonDetails>;
  return {
    daemonId: id,
    version,
    capabilities,
    pollInterval,
    registeredAt,
    ...(lastBeatAt !== undefined && { lastHeartbeat: iso(lastBeatAt), ...reported(vitals) }),
  };
}

function reported(vitals: Monitor['vitals']): object {
  const { status, tasksProcessed = 0, currentTask, avgResponseTimeMs, errorRate } = vitalsOf(vitals);
  return { status, tasksProcessed, currentTask, avgResponseTimeMs, errorRate };
}

/** Silent for longer than it may be, whether judged already or not. */
export const isStale = ({ expected }: View, now: number): boolean =>
  expected !== undefined && now > expected.at;

/** A daemon and how it is watched: `state` is our word for it, `status` its own. */
export function watchedDaemonOf(view: View, now: number): object {
  const { monitor, status } = view;
  return {
    ...daemonOf(monitor),
    ...watchOf(monitor.config),
    state: status,
    reason: monitor.reason,
    since: iso(monitor.since),
    stale: isStale(view, now),
    message: monitor.lastMessage ?? null,
  };
}
