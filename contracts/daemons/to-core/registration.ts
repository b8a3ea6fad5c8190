import type { Monitor, MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { Signal } from '../../../core/monitor/signal.ts';
import { signalTypeOf } from '../report.ts';
import type { RegistrationFields } from '../schemas/registration.ts';
import { vitalsOf } from '../vitals.ts';

const DEFAULT_STALENESS_SECONDS = 60;
const DEFAULT_RETENTION_SECONDS = 7 * 86_400;
/** A daemon has no runs; the core asks for a limit all the same. */
const NO_RUNS = { maxRuntimeMs: 86_400_000 };

/** What a daemon's configuration keeps of its registration, as it is shown. */
export interface DaemonDetails {
  readonly version: string;
  readonly capabilities: readonly string[];
  readonly pollInterval: number;
  /** The daemon's own words, or our time. */
  readonly registeredAt: string;
}

export const registeredAtOf = ({ registeredAt }: RegistrationFields, at: number): string =>
  registeredAt ?? new Date(at).toISOString();

/** A registration in the core's words; what it leaves out stays as it was, or is the default. */
export function toConfig(
  given: RegistrationFields,
  present: MonitorConfig | undefined,
  at: number,
): MonitorConfig {
  const { daemonId, version, capabilities, pollInterval, stalenessThreshold, retention_seconds } = given;
  const details: DaemonDetails = {
    version,
    capabilities,
    pollInterval,
    registeredAt: registeredAtOf(given, at),
  };
  return {
    ...(present ?? newDaemon(daemonId)),
    ...(given.name != null && { name: given.name.toWellFormed() }),
    ...(given.tags != null && { tags: given.tags.map((tag) => tag.toWellFormed()) }),
    ...(given.channels != null && { channels: given.channels }),
    ...(stalenessThreshold != null && { schedule: silentFor(stalenessThreshold) }),
    ...(retention_seconds != null && { retentionMs: retention_seconds * 1_000 }),
    details: { ...details },
  };
}

const silentFor = (seconds: number): MonitorConfig['schedule'] => ({
  type: 'interval',
  intervalMs: seconds * 1_000,
  graceMs: 0,
});

const newDaemon = (daemonId: string): MonitorConfig => ({
  name: daemonId,
  tags: [],
  schedule: silentFor(DEFAULT_STALENESS_SECONDS),
  expectedFromStart: true,
  runLimits: NO_RUNS,
  thresholds: { failures: 1, recoveries: 1 },
  retentionMs: DEFAULT_RETENTION_SECONDS * 1_000,
  source: 'api',
});

/** Registering says that the daemon lives, and nothing new of its health: the last report still stands. */
export const toSignOfLife = ({ registeredAt }: RegistrationFields, present: Monitor | undefined): Signal => ({
  type: signalTypeOf(vitalsOf(present?.vitals).status),
  clientTime: registeredAt?.toWellFormed(),
});
