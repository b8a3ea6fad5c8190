import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';

/** The fields that would make this configuration. */
export function fieldsOf(config: MonitorConfig) {
  const { schedule, details } = config;
  return {
    uuid: String(details?.uuid),
    name: config.name,
    description: config.description ?? null,
    expected_interval: schedule.type === 'interval' ? schedule.intervalMs / 1_000 : null,
    grace_period: schedule.type === 'none' ? 0 : schedule.graceMs / 1_000,
    schedule: schedule.type === 'cron' ? schedule.expression : null,
    timezone: schedule.type === 'cron' ? schedule.timezone : null,
    tags: [...config.tags],
    channels: [...(config.channels ?? [])],
  };
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

const heartbeatUrl = (uuid: string, publicUrl: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/heartbeat/${uuid}`;

/** An application as the API shows it to its admin: to nobody else, since the uuid speaks for it. */
export function applicationOf({ monitor, status, expected }: View, publicUrl: string): object {
  const { uuid, ...fields } = fieldsOf(monitor.config);
  return {
    id: uuid,
    uuid,
    ...fields,
    heartbeat_url: heartbeatUrl(uuid, publicUrl),
    monitor_id: monitor.id,
    status,
    reason: monitor.reason,
    since: iso(monitor.since),
    last_heartbeat: iso(monitor.lastBeatAt),
    last_message: monitor.lastMessage ?? null,
    expected_at: status === 'paused' ? null : iso(expected?.expectedAt),
    created_at: iso(monitor.born),
  };
}
