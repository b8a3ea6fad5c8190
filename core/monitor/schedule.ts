import { Cron } from 'croner';

/** When a monitor must be heard. All durations in ms. */
export type Schedule =
  | { readonly type: 'none' }
  | { readonly type: 'interval'; readonly intervalMs: number; readonly graceMs: number }
  | {
      readonly type: 'cron';
      readonly expression: string;
      readonly timezone: string;
      readonly graceMs: number;
    };

export const NO_SCHEDULE: Schedule = { type: 'none' };

/** A signal at most this early, or a tenth of the gap before a slot, counts for that slot ahead. */
const LONGEST_EARLINESS_MS = 5 * 60_000;
const EARLINESS_SHARE = 0.1;

/** A parsed expression with the last answers found: a fleet asks for the same slot again and again. */
interface Parsed {
  readonly cron: Cron;
  /** `slot` is the first slot after every moment from `after` on up to the slot itself. */
  next?: { after: number; readonly slot: number };
  gapBefore?: { readonly slot: number; readonly gap: number };
}

/**
 * Parsing costs about 75 µs, finding a slot 130 µs. Croner keeps an array of 10,000 years in each expression,
 * 83 KB: 200 of them are 17 MB, and a fleet shares few.
 */
const PARSED_KEPT = 200;
const parsed = new Map<string, Parsed>();

function parsedCron(expression: string, timezone: string): Parsed {
  const key = `${timezone} ${expression}`;
  const known = parsed.get(key);
  if (known) return known;
  // Croner reads anything with a colon as one single date.
  if (expression.includes(':')) throw new TypeError(`"${expression}" is not a cron expression`);
  // As crontab does: a job at fixed times runs once where an hour comes twice, and right after an hour that is
  // skipped; one with `*` or a step in its minutes or hours follows the clock (twice, or not at all).
  const options = { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true } as const;
  const fresh: Parsed = { cron: new Cron(expression, options) };
  const oldest = parsed.size >= PARSED_KEPT ? parsed.keys().next().value : undefined;
  if (oldest !== undefined) parsed.delete(oldest);
  parsed.set(key, fresh);
  return fresh;
}

/**
 * The sentence that says why this cron expression or IANA zone cannot be used; undefined if it can. Understood
 * are the five fields of crontab with lists, ranges and steps of `*` or of a range, names (`MON-FRI`, `jan`),
 * 7 as Sunday, `L`, `W`, `#` and `?`, and the nicknames from `@hourly` to `@yearly`. As in crontab, day of month
 * OR day of week is enough where both are given. Refused are seconds, `@reboot`, ranges that run backwards
 * (`FRI-MON`), and zones given as an offset, which know no daylight saving.
 */
export function cronProblem(expression: string, timezone: string): string | undefined {
  try {
    if (/^[+-]/.test(timezone)) throw new RangeError(timezone);
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    return `"${timezone}" is not an IANA time zone such as Europe/Paris or UTC`;
  }
  try {
    const next = parsedCron(expression, timezone).cron.nextRun(new Date(0));
    return next ? undefined : `"${expression}" never occurs`;
  } catch {
    return `"${expression}" is not a cron expression of five fields such as "30 2 * * 1-5"`;
  }
}

/**
 * The first slot strictly after `after` as a UTC instant, found in the schedule's own zone BEFORE any grace is
 * added: that is what keeps daylight saving right. Throws if the expression never occurs again.
 */
export function nextSlot(schedule: Extract<Schedule, { type: 'cron' }>, after: number): number {
  const known = parsedCron(schedule.expression, schedule.timezone);
  if (known.next && known.next.after <= after && after < known.next.slot) return known.next.slot;
  const slot = known.cron.nextRun(new Date(after))?.getTime();
  if (slot === undefined)
    throw new Error(`The schedule "${schedule.expression}" has no occurrence after ${after}`);
  known.next = { after, slot };
  return slot;
}

/** The next slots strictly after `after`, oldest first: fewer than `count` only where it does not occur so often. */
export function nextSlots(
  schedule: Extract<Schedule, { type: 'cron' }>,
  after: number,
  count: number,
): number[] {
  const { cron } = parsedCron(schedule.expression, schedule.timezone);
  return cron.nextRuns(count, new Date(after)).map((slot) => slot.getTime());
}

/** The gap that ends with the slot at `slot`, in ms. */
function gapBefore(schedule: Extract<Schedule, { type: 'cron' }>, slot: number): number {
  const known = parsedCron(schedule.expression, schedule.timezone);
  if (known.gapBefore?.slot === slot) return known.gapBefore.gap;
  const gap = slot - (known.cron.previousRuns(1, new Date(slot))[0]?.getTime() ?? 0);
  known.gapBefore = { slot, gap };
  return gap;
}

/** How early a signal may come and still count for the slot at `slot`, in ms. */
export function earlinessFor(schedule: Extract<Schedule, { type: 'cron' }>, slot: number): number {
  return Math.min(LONGEST_EARLINESS_MS, gapBefore(schedule, slot) * EARLINESS_SHARE);
}

/** The slot that a signal at `at` counts for: the one ahead if it comes a little early, else its own time. */
export function slotFor(schedule: Schedule, at: number): number {
  if (schedule.type !== 'cron') return at;
  const ahead = nextSlot(schedule, at);
  return ahead - at <= earlinessFor(schedule, ahead) ? ahead : at;
}

/** The gap between two signals around `at`, in ms: what "100 beats of history" is measured by. */
export function periodOf(schedule: Schedule, at: number): number | undefined {
  switch (schedule.type) {
    case 'none':
      return undefined;
    case 'interval':
      return schedule.intervalMs;
    case 'cron':
      return gapBefore(schedule, nextSlot(schedule, at));
  }
}
