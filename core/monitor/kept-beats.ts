import type { Monitor } from './monitor.ts';
import { periodOf } from './schedule.ts';

const DAY_MS = 86_400_000;
/** Thirteen months, so that what happened a year ago can still be looked at. */
const LONGEST_MS = 400 * DAY_MS;
const PERIODS_KEPT = 100;
/** A job without a schedule may run rarely: a month shows its last runs. */
const UNSCHEDULED_MS = 30 * DAY_MS;

/**
 * How long the beats of a monitor are kept: a hundred of its periods, but at least a day, and where it is remembered for a
 * time after its death, a day longer than that: who died on Friday can still be looked at on Monday.
 */
export function beatsKeptMs(monitor: Pick<Monitor, 'config'> | undefined, now: number): number {
  if (!monitor) return DAY_MS;
  const period = periodOr(monitor, LONGEST_MS, now);
  const periods = period === undefined ? UNSCHEDULED_MS : period * PERIODS_KEPT;
  const remembered = (monitor.config.retentionMs ?? 0) + DAY_MS;
  return Math.min(Math.max(periods, remembered), LONGEST_MS);
}

function periodOr({ config }: Pick<Monitor, 'config'>, otherwise: number, now: number): number | undefined {
  try {
    return periodOf(config.schedule, now);
  } catch {
    return otherwise;
  }
}
