import { applySignal } from '../../core/monitor/apply-signal.ts';
import { createMonitor } from '../../core/monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../../core/monitor/monitor.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import { NO_SCHEDULE, type Schedule } from '../../core/monitor/schedule.ts';
import type { SignalType } from '../../core/monitor/signal.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the monitors of the tests are born unless a test says otherwise: Monday, 2 March 2026, 12:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2, 12);

/** Everything a test may say about a monitor; `at` is the moment of its creation. */
export type MonitorOverrides = Partial<Omit<Monitor, 'kind' | 'config'>> & {
  readonly at?: number;
  readonly config?: Partial<MonitorConfig>;
};

export const every = (intervalMs: number, graceMs = 0): Schedule => ({
  type: 'interval',
  intervalMs,
  graceMs,
});

export const cron = (
  expression: string,
  timezone = 'UTC',
  graceMs = 0,
): Extract<Schedule, { type: 'cron' }> => ({ type: 'cron', expression, timezone, graceMs });

const CONFIG: MonitorConfig = {
  name: 'Something',
  tags: [],
  schedule: NO_SCHEDULE,
  expectedFromStart: false,
  runLimits: { maxRuntimeMs: DAY },
  thresholds: { failures: 1, recoveries: 1 },
  source: 'api',
};

/** What speaks for the application of the tests: its id is derived from it. */
export const A_UUID = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';

/** What each dialect gives a monitor for which nothing was said. */
export const CONFIG_OF: Readonly<Record<Kind, MonitorConfig>> = {
  service: { ...CONFIG, name: 'Payment API', tags: ['prod'], schedule: every(5 * MINUTE), source: 'file' },
  scheduler: { ...CONFIG, name: 'Nightly backup', schedule: cron('30 2 * * *'), expectedFromStart: true },
  daemon: { ...CONFIG, name: 'Queue worker', schedule: every(MINUTE), retentionMs: 7 * DAY },
  application: {
    ...CONFIG,
    name: 'Shop',
    schedule: every(5 * MINUTE, MINUTE),
    channels: [],
    details: { uuid: A_UUID },
  },
};

const ID_OF: Readonly<Record<Kind, string>> = {
  service: 'payment-api',
  scheduler: 'nightly-backup',
  daemon: 'queue-worker-1',
  application: 'd3075fc69e17ad21aa41156edc332979',
};

/** A monitor as `createMonitor` leaves it, with what the test says about it put on top. */
export function aMonitor(kind: Kind, overrides: MonitorOverrides = {}): Monitor {
  const { at = T0, config, id = ID_OF[kind], keyId, ...state } = overrides;
  return { ...createMonitor({ kind, id }, { ...CONFIG_OF[kind], ...config }, keyId, at), ...state };
}

/** 300 s of silence are too long. */
export const aService = (overrides?: MonitorOverrides): Monitor => aMonitor('service', overrides);
/** Every night at 02:30 UTC, expected from registration on. */
export const aScheduler = (overrides?: MonitorOverrides): Monitor => aMonitor('scheduler', overrides);
/** 60 s of silence are too long; forgotten 7 days after that. */
export const aDaemon = (overrides?: MonitorOverrides): Monitor => aMonitor('daemon', overrides);
/** Every 300 s with 60 s of grace. */
export const anApplication = (overrides?: MonitorOverrides): Monitor => aMonitor('application', overrides);

/** The monitor after signals: what each says, when it is received, and of which run. */
export const having = (
  monitor: Monitor,
  ...signals: readonly (readonly [type: SignalType, at: number, runId?: string | undefined])[]
): Monitor =>
  signals.reduce((heard, [type, at, runId]) => applySignal(heard, { type, runId }, at).monitor, monitor);
