import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { Schedule } from '../../../core/monitor/schedule.ts';
import { cronIssues, DEFAULT_ZONE } from '../../http/cron-issues.ts';
import { type Issue, misfit } from '../../http/http-error.ts';
import { fieldsOf } from '../from-core/service.ts';
import type { ServiceFields } from '../schemas/service.ts';

const DEFAULT_THRESHOLD_SECONDS = 300;
/** A service has no runs; the core asks for a limit all the same. */
const NO_RUNS = { maxRuntimeMs: 86_400_000 };

/** What does not fit together in a service's timing. */
export function timingIssues(fields: ServiceFields): Issue[] {
  const { schedule, timezone, gracePeriod, expectedInterval } = fields;
  if (schedule) {
    return [
      ...cronIssues(schedule, timezone),
      ...(expectedInterval ? [{ path: 'expectedInterval', message: 'does not go with schedule' }] : []),
    ];
  }
  const threshold = fields.stalenessThreshold ?? DEFAULT_THRESHOLD_SECONDS;
  const tooLong = `must not be longer than stalenessThreshold (${threshold})`;
  return [
    ...(timezone ? [{ path: 'timezone', message: 'only goes with schedule' }] : []),
    ...(gracePeriod ? [{ path: 'gracePeriod', message: 'only goes with schedule' }] : []),
    ...(expectedInterval && expectedInterval > threshold
      ? [{ path: 'expectedInterval', message: tooLong }]
      : []),
  ];
}

/** Without a schedule: silent for longer than the threshold is down, and late after the expected interval. */
function scheduleOf(fields: ServiceFields): Schedule {
  const thresholdMs = (fields.stalenessThreshold ?? DEFAULT_THRESHOLD_SECONDS) * 1_000;
  if (fields.schedule) {
    const graceMs = fields.gracePeriod ? fields.gracePeriod * 1_000 : thresholdMs;
    return { type: 'cron', expression: fields.schedule, timezone: fields.timezone ?? DEFAULT_ZONE, graceMs };
  }
  const intervalMs = fields.expectedInterval ? fields.expectedInterval * 1_000 : thresholdMs;
  return { type: 'interval', intervalMs, graceMs: thresholdMs - intervalMs };
}

/** A service's fields in the core's words. @throws HttpError 400 where its timing does not fit together */
export function toConfig(
  serviceId: string,
  fields: ServiceFields,
  source: MonitorConfig['source'],
): MonitorConfig {
  const issues = timingIssues(fields);
  if (issues.length > 0) throw misfit(issues);
  return {
    name: fields.name ?? serviceId,
    description: fields.description || undefined,
    tags: fields.tags ?? [],
    owner: fields.ownerEmail ? { email: fields.ownerEmail } : undefined,
    channels: fields.channels?.length ? fields.channels : undefined,
    schedule: scheduleOf(fields),
    expectedFromStart: fields.expectFromStart ?? false,
    runLimits: NO_RUNS,
    thresholds: { failures: fields.failureThreshold ?? 1, recoveries: fields.recoveryThreshold ?? 1 },
    source,
  };
}

/** A configuration with what a request gives changed and the rest kept. @throws HttpError 400 */
export function toChangedConfig(
  serviceId: string,
  config: MonitorConfig,
  given: ServiceFields,
): MonitorConfig {
  return { ...config, ...toConfig(serviceId, withGiven(fieldsOf(config), given), config.source) };
}

/** A new kind of timing takes the place of the old one; what belonged to that is not kept. */
function withGiven(kept: ServiceFields, given: ServiceFields): ServiceFields {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  const base = given.schedule
    ? { ...kept, expectedInterval: undefined }
    : given.schedule === ''
      ? { ...kept, timezone: undefined }
      : kept;
  return { ...base, ...present };
}
