import type { MonitorConfig } from '../../../core/monitor/monitor.ts';
import { misfit } from '../../http/http-error.ts';
import { watchOf } from '../from-core/watch.ts';
import type { WatchFields } from '../schemas/watch.ts';

const DEFAULT_STALENESS_SECONDS = 60;
const DEFAULT_RETENTION_SECONDS = 7 * 86_400;
/** A daemon has no runs; the core asks for a limit all the same. */
const NO_RUNS = { maxRuntimeMs: 86_400_000 };

const silentFor = (lateSeconds: number, staleSeconds: number): MonitorConfig['schedule'] => ({
  type: 'interval',
  intervalMs: lateSeconds * 1_000,
  graceMs: (staleSeconds - lateSeconds) * 1_000,
});

/** How a daemon is watched for which nobody said anything. */
const usually = (daemonId: string): MonitorConfig => ({
  name: daemonId,
  tags: [],
  schedule: silentFor(DEFAULT_STALENESS_SECONDS, DEFAULT_STALENESS_SECONDS),
  expectedFromStart: false,
  runLimits: NO_RUNS,
  thresholds: { failures: 1, recoveries: 1 },
  retentionMs: DEFAULT_RETENTION_SECONDS * 1_000,
  source: 'api',
});

/**
 * The configuration with what is given of how it is watched; what is left out stays as it was, or is the default.
 * @throws HttpError 400 where it would be late only after it is stale
 */
export function withWatch(
  daemonId: string,
  given: WatchFields,
  present: MonitorConfig = usually(daemonId),
): MonitorConfig {
  const { name, description, ownerEmail, tags, channels, retention_seconds } = given;
  const { failures, recoveries } = present.thresholds;
  return {
    ...present,
    ...(name != null && { name: name.toWellFormed() }),
    ...(description != null && { description: description.toWellFormed() || undefined }),
    ...(ownerEmail != null && { owner: ownerEmail ? { email: ownerEmail } : undefined }),
    ...(tags != null && { tags: tags.map((tag) => tag.toWellFormed()) }),
    ...(channels != null && { channels }),
    ...(retention_seconds != null && { retentionMs: retention_seconds * 1_000 }),
    schedule: scheduleOf(given, present),
    thresholds: {
      failures: given.failureThreshold ?? failures,
      recoveries: given.recoveryThreshold ?? recoveries,
    },
  };
}

/** A daemon gives its threshold at each start: when people want to see it as late outlives that. */
function scheduleOf(given: WatchFields, present: MonitorConfig): MonitorConfig['schedule'] {
  const { stalenessThreshold, expectedInterval } = given;
  if (stalenessThreshold == null && expectedInterval == null) return present.schedule;
  const kept = watchOf(present);
  const stale = stalenessThreshold ?? kept.stalenessThreshold ?? DEFAULT_STALENESS_SECONDS;
  if (expectedInterval != null && expectedInterval > stale) {
    const message = `must not be longer than stalenessThreshold (${stale})`;
    throw misfit([{ path: 'expectedInterval', message }]);
  }
  return silentFor(Math.min(expectedInterval ?? kept.expectedInterval ?? stale, stale), stale);
}
