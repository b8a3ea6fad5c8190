import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { SchedulerFields } from '../schemas/registration.ts';

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The fields that would make this configuration. */
export function fieldsOf(config: MonitorConfig) {
  const { details, owner, schedule, runLimits, thresholds } = config;
  return {
    service_name: textOrNull(details?.service_name),
    job_name: textOrNull(details?.job_name),
    owner_email: owner?.email ?? null,
    alert_user_id: owner?.alertUserId ?? null,
    schedule: schedule.type === 'cron' ? schedule.expression : null,
    timezone: schedule.type === 'cron' ? schedule.timezone : null,
    expected_interval_seconds: schedule.type === 'interval' ? schedule.intervalMs / 1_000 : null,
    grace_seconds: schedule.type === 'none' ? null : schedule.graceMs / 1_000,
    max_runtime_seconds: runLimits.maxRuntimeMs / 1_000,
    heartbeat_timeout_seconds: runLimits.silenceMs === undefined ? null : runLimits.silenceMs / 1_000,
    failure_threshold: thresholds.failures,
    recovery_threshold: thresholds.recoveries,
    tags: [...config.tags],
    channels: [...(config.channels ?? [])],
  } satisfies SchedulerFields;
}
