import { inWords } from '../../../core/monitor/in-words.ts';
import type { Kind } from '../../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../api/shapes.ts';

/** A monitor as the form shows it, every field as it is typed; durations in seconds. */
export interface Draft {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** `none` only for schedulers. */
  readonly timing: 'interval' | 'cron' | 'none';
  readonly interval: string;
  readonly expression: string;
  readonly timezone: string;
  readonly grace: string;
  readonly maxRuntime: string;
  /** Only of daemons. */
  readonly retention: string;
  readonly tags: string;
  /** Ids of those that it names. */
  readonly channels: readonly string[];
  readonly description: string;
  readonly owner: string;
  readonly failures: string;
  readonly requireKey: boolean;
}

export interface Preset {
  readonly name: string;
  readonly interval: string;
  /** Beside an interval, and after a slot of a cron expression. */
  readonly grace: string;
  readonly cronGrace: string;
  readonly failures: string;
}

export const PRESETS: readonly Preset[] = [
  {
    name: 'Critical',
    interval: '60',
    grace: '60',
    cronGrace: '300',
    failures: '1',
  },
  {
    name: 'Standard',
    interval: '300',
    grace: '300',
    cronGrace: '1800',
    failures: '1',
  },
  {
    name: 'Low priority',
    interval: '3600',
    grace: '3600',
    cronGrace: '14400',
    failures: '2',
  },
];

const STANDARD = PRESETS[1]!;

export const newDraft = (kind: Kind): Draft => ({
  kind,
  id: '',
  name: '',
  timing: kind === 'scheduler' ? 'cron' : 'interval',
  interval: STANDARD.interval,
  expression: '30 2 * * *',
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  grace: kind === 'scheduler' ? STANDARD.cronGrace : STANDARD.grace,
  maxRuntime: '86400',
  retention: '604800',
  tags: '',
  channels: [],
  description: '',
  owner: '',
  failures: STANDARD.failures,
  requireKey: true,
});

/** The draft of a monitor that exists. */
export function draftOf(kind: Kind, monitor: MonitorAnswer): Draft {
  const { schedule } = monitor;
  const fresh = newDraft(kind);
  return {
    ...fresh,
    id: monitor.id,
    name: monitor.name,
    timing: schedule.type,
    interval: schedule.type === 'interval' ? String(schedule.intervalSeconds) : fresh.interval,
    expression: schedule.type === 'cron' ? schedule.expression : fresh.expression,
    timezone: schedule.type === 'cron' ? schedule.timezone : fresh.timezone,
    grace: schedule.type === 'none' ? fresh.grace : String(schedule.graceSeconds),
    maxRuntime: String(monitor.maxRuntimeSeconds ?? fresh.maxRuntime),
    retention: String(monitor.retentionSeconds ?? fresh.retention),
    tags: monitor.tags.join(', '),
    channels: monitor.channels,
    description: monitor.description ?? '',
    owner: monitor.owner?.email ?? '',
    failures: String(monitor.failureThreshold),
    requireKey: monitor.requiresKey,
  };
}

/** What a preset means for the draft's kind of timing. */
export const presetWords = ({ interval, grace, cronGrace }: Preset, { timing }: Draft): string =>
  timing === 'cron'
    ? `down ${inWords(Number(cronGrace) * 1_000)} after its time`
    : `down after ${inWords((Number(interval) + Number(grace)) * 1_000)} of silence`;

/** With what a preset says of the draft's kind of timing. */
export const withPreset = (draft: Draft, preset: Preset): Draft => ({
  ...draft,
  interval: preset.interval,
  grace: draft.timing === 'cron' ? preset.cronGrace : preset.grace,
  failures: preset.failures,
});
