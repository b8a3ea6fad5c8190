import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import type { DaemonDetails } from '../to-core/registration.ts';
import { vitalsOf } from '../vitals.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A daemon as its registration and its last heartbeat describe it. */
export function daemonOf({ id, born, config, lastBeatAt, vitals }: Monitor): object {
  const { version, capabilities, pollInterval, registeredAt } = config.details as unknown as DaemonDetails;
  const { status, tasksProcessed = 0, currentTask, avgResponseTimeMs, errorRate } = vitalsOf(vitals);
  return {
    daemonId: id,
    version,
    capabilities,
    pollInterval,
    registeredAt,
    lastHeartbeat: iso(lastBeatAt ?? born),
    status,
    tasksProcessed,
    currentTask,
    avgResponseTimeMs,
    errorRate,
  };
}

/** Silent for longer than it may be, whether judged already or not. */
export const isStale = ({ expected }: View, now: number): boolean =>
  expected !== undefined && now > expected.at;

/** A daemon and how it is watched: `state` is our word for it, `status` its own. */
export function watchedDaemonOf(view: View, now: number): object {
  const { monitor, status } = view;
  const { name, tags, channels = [], schedule, retentionMs } = monitor.config;
  return {
    ...daemonOf(monitor),
    name,
    tags,
    channels,
    state: status,
    reason: monitor.reason,
    since: iso(monitor.since),
    stale: isStale(view, now),
    message: monitor.lastMessage ?? null,
    stalenessThreshold:
      schedule.type === 'interval' ? (schedule.intervalMs + schedule.graceMs) / 1_000 : null,
    retention_seconds: retentionMs === undefined ? null : retentionMs / 1_000,
  };
}
