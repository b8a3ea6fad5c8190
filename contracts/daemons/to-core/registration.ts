import type { Monitor, MonitorConfig } from '../../../core/monitor/monitor.ts';
import type { Signal } from '../../../core/monitor/signal.ts';
import { signalTypeOf } from '../report.ts';
import type { RegistrationFields } from '../schemas/registration.ts';
import { vitalsOf } from '../vitals.ts';
import { withWatch } from './watch.ts';

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

/**
 * A registration in the core's words; what it leaves out stays as it was, or is the default.
 * @throws HttpError 400 where its limits do not fit together
 */
export function toConfig(
  given: RegistrationFields,
  present: MonitorConfig | undefined,
  at: number,
): MonitorConfig {
  const { daemonId, version, capabilities, pollInterval } = given;
  const details: DaemonDetails = {
    version,
    capabilities,
    pollInterval,
    registeredAt: registeredAtOf(given, at),
  };
  return { ...withWatch(daemonId, given, present), details: { ...details } };
}

/** Registering says that the daemon lives, and nothing new of its health: the last report still stands. */
export const toSignOfLife = ({ registeredAt }: RegistrationFields, present: Monitor | undefined): Signal => ({
  type: signalTypeOf(vitalsOf(present?.vitals).status),
  clientTime: registeredAt?.toWellFormed(),
});
