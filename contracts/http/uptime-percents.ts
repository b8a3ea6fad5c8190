import type { OwnGaps } from '../../core/monitor/own-gaps.ts';
import { DAY_MS, percentUp, type Uptime, uptimeWithin } from '../../core/monitor/uptime.ts';

export interface UptimePercents {
  readonly day: number | null;
  readonly week: number | null;
  readonly month: number | null;
}

/** Percent of the watched time of the last 24 hours, 7 and 30 days; null where nothing was watched. */
export function uptimeOf(uptime: Uptime | undefined, now: number, gaps: OwnGaps): UptimePercents {
  const within = (days: number) => percentUp(uptimeWithin(uptime, now - days * DAY_MS, now, gaps)) ?? null;
  return { day: within(1), week: within(7), month: within(30) };
}
