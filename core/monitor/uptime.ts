import { NO_GAPS, type OwnGaps } from './own-gaps.ts';
import type { Status } from './status.ts';
import type { Transition } from './transition.ts';

/**
 * The roll-up of one life's transitions: changes of status of the last 90 days to the millisecond, so that any
 * window within them is exact. Days before the newest `MOST_CHANGES` changes are kept as sums.
 */
export interface Uptime {
  readonly born: number;
  /** The last transition counted: each counts once, in order. */
  readonly sequence: number;
  /** The status from each moment on, oldest first. */
  readonly changes: readonly StatusFrom[];
  /** Whole UTC days older than `changes`, for monitors that flap. */
  readonly days: readonly DaySum[];
}

export type StatusFrom = readonly [at: number, status: Status];

export interface DaySum {
  /** The day's first millisecond, UTC. */
  readonly day: number;
  readonly upMs: number;
  readonly downMs: number;
}

export interface Share {
  readonly upMs: number;
  readonly downMs: number;
}

export const DAY_MS = 86_400_000;
const KEPT_DAYS = 91;
/** 1,000 changes of about 25 bytes are 25 KB; more than 11 flips a day for 90 days. */
const MOST_CHANGES = 1_000;

const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

/** Unknown, paused and closed count as neither up nor down. */
function shareOf(status: Status, ms: number): Share {
  if (status === 'up' || status === 'degraded') return { upMs: ms, downMs: 0 };
  return { upMs: 0, downMs: status === 'down' ? ms : 0 };
}

const sum = (shares: readonly Share[]): Share =>
  shares.reduce((a, b) => ({ upMs: a.upMs + b.upMs, downMs: a.downMs + b.downMs }), { upMs: 0, downMs: 0 });

/** The uptime after one more transition; unchanged if it was counted before. */
export function rollUp(uptime: Uptime | undefined, t: Transition): Uptime {
  const known = uptime?.born === t.born ? uptime : undefined;
  if (known && known.sequence >= t.sequence) return known;
  const start: StatusFrom[] = known ? [...known.changes] : [[t.fromSince, t.from]];
  const changes: StatusFrom[] = [...start, [t.at, t.to]];
  return trimmed({ born: t.born, sequence: t.sequence, changes, days: known?.days ?? [] }, t.at);
}

function trimmed(uptime: Uptime, now: number): Uptime {
  const oldest = dayOf(now) - KEPT_DAYS * DAY_MS;
  const days = uptime.days.filter((d) => d.day >= oldest);
  // The status that the kept days begin with counts from their beginning: nothing older is asked for or folded.
  const begin = uptime.changes.findLast((change) => change[0] <= oldest);
  if (!begin) return folded({ ...uptime, days });
  const newer = uptime.changes.slice(uptime.changes.indexOf(begin) + 1);
  return folded({ ...uptime, changes: [[oldest, begin[1]], ...newer], days });
}

/** The oldest days become sums, the last of them in part, until the changes fit. */
function folded(uptime: Uptime): Uptime {
  let { changes, days } = uptime;
  for (let oldest = changes[0]; oldest && changes.length > MOST_CHANGES; oldest = changes[0]) {
    const day = dayOf(oldest[0]);
    const cut = Math.min(day + DAY_MS, changes.at(-MOST_CHANGES)?.[0] ?? Number.POSITIVE_INFINITY);
    const next = changes.findIndex((change) => change[0] > cut);
    const gone = next < 0 ? changes : changes.slice(0, next);
    const known = days.filter((d) => d.day === day);
    days = [...days.filter((d) => d.day !== day), { day, ...sum([...known, sharesWithin(gone, day, cut)]) }];
    changes = [[cut, gone.at(-1)?.[1] ?? oldest[1]], ...changes.slice(gone.length)];
  }
  return { ...uptime, changes, days };
}

function sharesWithin(
  changes: readonly StatusFrom[],
  from: number,
  to: number,
  gaps: OwnGaps = NO_GAPS,
): Share {
  return sum(
    changes.map(([at, status], i) => {
      const begin = Math.max(at, from);
      const end = Math.min(changes[i + 1]?.[0] ?? to, to);
      return shareOf(status, end > begin ? end - begin - gaps.within(begin, end) : 0);
    }),
  );
}

/**
 * Up and down time between two moments, in ms; times in which we could not hear are neither. Of a day that is only
 * known as a sum, its share counts.
 */
export function uptimeWithin(
  uptime: Pick<Uptime, 'changes' | 'days'> | undefined,
  from: number,
  to: number,
  gaps: OwnGaps = NO_GAPS,
): Share {
  if (!uptime || to <= from) return { upMs: 0, downMs: 0 };
  const exactFrom = uptime.changes[0]?.[0] ?? to;
  const older = uptime.days.map((d) => {
    const dayEnd = Math.min(d.day + DAY_MS, exactFrom);
    const begin = Math.max(from, d.day);
    const end = Math.min(to, dayEnd);
    const share = end > begin ? (end - begin - gaps.within(begin, end)) / (dayEnd - d.day) : 0;
    return { upMs: d.upMs * share, downMs: d.downMs * share };
  });
  return sum([...older, sharesWithin(uptime.changes, from, to, gaps)]);
}

/** Up and down time per UTC day, oldest first, for the last `days` days up to `now`. */
export function uptimePerDay(
  uptime: Pick<Uptime, 'changes' | 'days'> | undefined,
  now: number,
  days: number,
  gaps: OwnGaps = NO_GAPS,
): DaySum[] {
  const today = dayOf(now);
  return Array.from({ length: days }, (_, i) => today - (days - 1 - i) * DAY_MS).map((day) => ({
    day,
    ...uptimeWithin(uptime, day, Math.min(day + DAY_MS, now), gaps),
  }));
}

/** Percent of the watched time that was up, to three decimals; undefined where nothing was watched. */
export function percentUp(share: Share): number | undefined {
  const watched = share.upMs + share.downMs;
  // Rounded down: 100 stands only for no downtime at all.
  return watched === 0 ? undefined : Math.floor((share.upMs * 100_000) / watched) / 1_000;
}
