import type { MonitorConfig } from '../../../core/monitor/monitor.ts';

/** How a daemon is watched, in the fields that would make it so; durations in seconds. */
export const watchOf = ({ schedule, ...config }: MonitorConfig) => ({
  name: config.name,
  description: config.description ?? null,
  ownerEmail: config.owner?.email ?? null,
  tags: config.tags,
  channels: config.channels ?? [],
  expectedInterval: schedule.type === 'interval' && schedule.graceMs > 0 ? schedule.intervalMs / 1_000 : null,
  stalenessThreshold: schedule.type === 'interval' ? (schedule.intervalMs + schedule.graceMs) / 1_000 : null,
  retention_seconds: config.retentionMs === undefined ? null : config.retentionMs / 1_000,
  failureThreshold: config.thresholds.failures,
  recoveryThreshold: config.thresholds.recoveries,
});
