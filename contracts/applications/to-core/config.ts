import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { Schedule } from '../../../core/monitor/schedule.ts';
import { cronIssues, DEFAULT_ZONE } from '../../http/cron-issues.ts';
import { type Issue, misfit } from '../../http/http-error.ts';
import { fieldsOf } from '../from-core/application.ts';
import type { ApplicationFields } from '../schemas/application.ts';

const DEFAULT_GRACE_SECONDS = 60;
/** An application has no runs; the core asks for a limit all the same. */
const NO_RUNS = { maxRuntimeMs: 86_400_000 };

/** What does not fit together in an application's timing. */
function timingIssues({ expected_interval, schedule, timezone }: ApplicationFields): Issue[] {
  if (schedule) {
    const both = { path: 'expected_interval', message: 'does not go with schedule' };
    return [...cronIssues(schedule, timezone), ...(expected_interval ? [both] : [])];
  }
  return [
    ...(timezone ? [{ path: 'timezone', message: 'only goes with schedule' }] : []),
    ...(expected_interval ? [] : [{ path: 'expected_interval', message: 'is required, or a schedule' }]),
  ];
}

function scheduleOf({ expected_interval, schedule, timezone, grace_period }: ApplicationFields): Schedule {
  const graceMs = (grace_period ?? DEFAULT_GRACE_SECONDS) * 1_000;
  if (schedule) return { type: 'cron', expression: schedule, timezone: timezone ?? DEFAULT_ZONE, graceMs };
  return { type: 'interval', intervalMs: (expected_interval ?? 0) * 1_000, graceMs };
}

/** The uuid is kept with the monitor: nothing else leads back to it. */
const detailsOf = (uuid: string): MonitorConfig['details'] => ({ uuid });

/** An application's fields in the core's words. @throws HttpError 400 where its timing does not fit together */
export function toConfig(uuid: string, name: string, fields: ApplicationFields): MonitorConfig {
  const issues = timingIssues(fields);
  if (issues.length > 0) throw misfit(issues);
  return {
    name,
    description: fields.description || undefined,
    tags: fields.tags ?? [],
    channels: fields.channels ?? [],
    schedule: scheduleOf(fields),
    expectedFromStart: false,
    runLimits: NO_RUNS,
    thresholds: { failures: 1, recoveries: 1 },
    source: 'api',
    details: detailsOf(uuid),
  };
}

/** A configuration with what a request gives changed and the rest kept. @throws HttpError 400 */
export function toChangedConfig(config: MonitorConfig, given: ApplicationFields): MonitorConfig {
  const { uuid, name, ...fields } = fieldsOf(config);
  return { ...config, ...toConfig(uuid, given.name ?? name, withGiven(fields, given)) };
}

/** A new kind of timing takes the place of the old one; what belonged to that is not kept. */
function withGiven(kept: ApplicationFields, given: ApplicationFields): ApplicationFields {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  const base = given.expected_interval
    ? { ...kept, schedule: null, timezone: null }
    : given.schedule
      ? { ...kept, expected_interval: null }
      : kept;
  return { ...base, ...present };
}
