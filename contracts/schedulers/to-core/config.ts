import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import { NO_SCHEDULE, type Schedule } from '../../../core/monitor/schedule.ts';
import { cronIssues, DEFAULT_ZONE } from '../../http/cron-issues.ts';
import { type Issue, misfit } from '../../http/http-error.ts';
import { fieldsOf } from '../from-core/config.ts';
import type { SchedulerFields } from '../schemas/registration.ts';

/** A job's start depends on how busy its machine is: five minutes late is no alarm unless asked for. */
const DEFAULT_GRACE_SECONDS = 300;
const DEFAULT_MAX_RUNTIME_SECONDS = 86_400;

/**
 * The configuration of a scheduler: what is given takes the place of what was kept of an earlier registration.
 * @throws HttpError 400 where its timing does not fit together
 */
export function toConfig(schedulerId: string, given: SchedulerFields, kept?: MonitorConfig): MonitorConfig {
  const fields = kept ? withGiven(fieldsOf(kept), given) : given;
  const issues = timingIssues(given, fields);
  if (issues.length > 0) throw misfit(issues);
  const schedule = scheduleOf(fields);
  const { service_name, job_name, owner_email, alert_user_id } = fields;
  return {
    ...kept,
    name: nameOf(fields) || schedulerId,
    tags: fields.tags ?? [],
    owner:
      owner_email || alert_user_id
        ? { email: owner_email || undefined, alertUserId: alert_user_id || undefined }
        : undefined,
    channels: fields.channels?.length ? fields.channels : undefined,
    schedule,
    // Whoever says when a job runs expects it from now on, not only once it was heard.
    expectedFromStart: schedule.type !== 'none',
    runLimits: {
      maxRuntimeMs: (fields.max_runtime_seconds ?? DEFAULT_MAX_RUNTIME_SECONDS) * 1_000,
      silenceMs: fields.heartbeat_timeout_seconds ? fields.heartbeat_timeout_seconds * 1_000 : undefined,
    },
    thresholds: { failures: fields.failure_threshold ?? 1, recoveries: fields.recovery_threshold ?? 1 },
    source: 'api',
    details: { service_name: service_name || undefined, job_name: job_name || undefined },
  };
}

/** `My Service / EOD Processing`: in an alert both say whose job it is. */
const nameOf = ({ service_name, job_name }: SchedulerFields): string =>
  [service_name, job_name].filter(Boolean).join(' / ');

function timingIssues(given: SchedulerFields, fields: SchedulerFields): Issue[] {
  const { schedule, timezone, expected_interval_seconds } = fields;
  if (given.schedule && given.expected_interval_seconds) {
    return [{ path: 'expected_interval_seconds', message: 'does not go with schedule: give one of the two' }];
  }
  if (schedule) return cronIssues(schedule, timezone ?? DEFAULT_ZONE);
  const isTimed = Boolean(expected_interval_seconds);
  return [
    ...(given.timezone ? [{ path: 'timezone', message: 'only goes with schedule' }] : []),
    ...(given.grace_seconds && !isTimed
      ? [{ path: 'grace_seconds', message: 'only goes with schedule or expected_interval_seconds' }]
      : []),
  ];
}

function scheduleOf(fields: SchedulerFields): Schedule {
  const { schedule, timezone, expected_interval_seconds, grace_seconds } = fields;
  const graceMs = (grace_seconds ?? DEFAULT_GRACE_SECONDS) * 1_000;
  if (schedule) return { type: 'cron', expression: schedule, timezone: timezone ?? DEFAULT_ZONE, graceMs };
  if (!expected_interval_seconds) return NO_SCHEDULE;
  return { type: 'interval', intervalMs: expected_interval_seconds * 1_000, graceMs };
}

/** A new kind of timing takes the place of the old one. */
function withGiven(kept: SchedulerFields, given: SchedulerFields): SchedulerFields {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  return { ...kept, ...replacedTiming(given), ...present };
}

function replacedTiming({ schedule, expected_interval_seconds }: SchedulerFields): SchedulerFields {
  if (schedule) return { expected_interval_seconds: null };
  if (expected_interval_seconds) return { schedule: null, timezone: null };
  return schedule === '' ? { timezone: null } : {};
}
