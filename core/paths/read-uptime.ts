import type { Monitor } from '../monitor/monitor.ts';
import { statusLine } from '../monitor/status-line.ts';
import { DAY_MS } from '../monitor/uptime.ts';
import {
  figuresOfMonths,
  figuresOfWindows,
  type UptimeFigures,
  type UptimeWindow,
} from '../monitor/uptime-figures.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import { readOwnGaps } from './read-own-gaps.ts';

export interface UptimeReading {
  /** As far back as this life is known: its beginning, or the first of its transitions that are kept. */
  readonly since: number;
  readonly windows: Readonly<Record<UptimeWindow, UptimeFigures>>;
  /** Newest first. */
  readonly months: readonly UptimeFigures[];
}

/** About 3 MB; a monitor with more in 400 days flaps once an hour, and is shown as far back as these reach. */
const MOST_TRANSITIONS = 10_000;
/** As long as transitions are kept. */
const LONGEST_MS = 400 * DAY_MS;

/** Uptime of one monitor from its transitions themselves, to the millisecond. @throws StoreUnavailable */
export async function readUptime(
  store: HistoryStore & HearingStore,
  monitor: Monitor,
  now: number,
): Promise<UptimeReading> {
  const [transitions, gaps] = await Promise.all([
    store.transitions(monitor, { limit: MOST_TRANSITIONS }),
    readOwnGaps(store, now - LONGEST_MS, now),
  ]);
  const line = statusLine(monitor, transitions);
  const oldest = now - LONGEST_MS;
  return {
    since: Math.max(line[0]?.[0] ?? now, oldest),
    windows: figuresOfWindows(line, now, gaps),
    months: figuresOfMonths(line, oldest, now, gaps),
  };
}
