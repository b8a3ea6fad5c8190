import type { OwnGaps } from './own-gaps.ts';
import { DAY_MS, type Share, type StatusFrom, uptimeWithin } from './uptime.ts';

/** What a time was like: up, down, and neither (paused, unknown, not there yet, or we could not hear). */
export interface UptimeFigures extends Share {
  readonly from: number;
  readonly to: number;
  readonly neitherMs: number;
  /** How many times it went down. */
  readonly outages: number;
}

/** In days up to now. */
export const UPTIME_WINDOWS = { day: 1, week: 7, month: 30, quarter: 90 } as const;
export type UptimeWindow = keyof typeof UPTIME_WINDOWS;

export function figuresWithin(
  line: readonly StatusFrom[],
  from: number,
  to: number,
  gaps: OwnGaps,
): UptimeFigures {
  const share = uptimeWithin({ changes: line, days: [] }, from, to, gaps);
  const outages = line.filter(([at, status]) => status === 'down' && at >= from && at < to).length;
  return { from, to, ...share, neitherMs: to - from - share.upMs - share.downMs, outages };
}

/** The windows up to `now` that are shown of every monitor. */
export function figuresOfWindows(
  line: readonly StatusFrom[],
  now: number,
  gaps: OwnGaps,
): Record<UptimeWindow, UptimeFigures> {
  const within = (days: number) => figuresWithin(line, now - days * DAY_MS, now, gaps);
  const { day, week, month, quarter } = UPTIME_WINDOWS;
  return { day: within(day), week: within(week), month: within(month), quarter: within(quarter) };
}

/**
 * Calendar months in UTC up to the present one, newest first: from the one in which the line begins, but none that began
 * before `oldest`, from where on everything is known.
 */
export function figuresOfMonths(
  line: readonly StatusFrom[],
  oldest: number,
  now: number,
  gaps: OwnGaps,
): readonly UptimeFigures[] {
  const begin = line[0]?.[0] ?? now;
  const first = begin < oldest ? oldest : monthOf(begin);
  const months: UptimeFigures[] = [];
  for (let from = monthOf(now), to = now; from >= first; to = from, from = monthOf(from - 1))
    months.push(figuresWithin(line, from, to, gaps));
  return months;
}

/** The first millisecond of a moment's month. */
function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
