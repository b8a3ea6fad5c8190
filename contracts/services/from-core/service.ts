import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import type { ServiceFields } from '../schemas/service.ts';

/** The fields that would make this configuration; `stalenessThreshold` stands for the grace of a schedule. */
export function fieldsOf(config: MonitorConfig): ServiceFields {
  const { schedule, thresholds } = config;
  return {
    name: config.name,
    stalenessThreshold: thresholdSeconds(config),
    expectedInterval:
      schedule.type === 'interval' && schedule.graceMs > 0 ? schedule.intervalMs / 1_000 : null,
    schedule: schedule.type === 'cron' ? schedule.expression : null,
    timezone: schedule.type === 'cron' ? schedule.timezone : null,
    expectFromStart: config.expectedFromStart,
    failureThreshold: thresholds.failures,
    recoveryThreshold: thresholds.recoveries,
    tags: [...config.tags],
    channels: [...(config.channels ?? [])],
    description: config.description ?? null,
    ownerEmail: config.owner?.email ?? null,
  };
}

/** The longest silence that is in time, in seconds; for a schedule, its grace. */
export function thresholdSeconds({ schedule }: MonitorConfig): number | null {
  switch (schedule.type) {
    case 'none':
      return null;
    case 'interval':
      return (schedule.intervalMs + schedule.graceMs) / 1_000;
    case 'cron':
      return schedule.graceMs / 1_000;
  }
}

/** A service as the API shows it, never with its key; its owner only to those who bear one. */
export function serviceOf({ monitor, status }: View, withOwner: boolean): object {
  const { ownerEmail, ...fields } = fieldsOf(monitor.config);
  return {
    serviceId: monitor.id,
    ...fields,
    ownerEmail: withOwner ? ownerEmail : null,
    status,
    requiresKey: monitor.keyId !== undefined,
    source: monitor.config.source,
  };
}
