/** A time in which we could not hear; without `to` it is still open. */
export interface Gap {
  readonly from: number;
  readonly to?: number | undefined;
  /** The operators were told of it. */
  readonly told?: true | undefined;
}

/** A gap that is over. */
export interface ClosedGap {
  readonly from: number;
  readonly to: number;
}

/** What we know of our own hearing: when the last canary was heard, and when none was. */
export interface Hearing {
  readonly heardAt?: number | undefined;
  /** Newest last. */
  readonly gaps: readonly Gap[];
}

/** A silence waits to be judged: nothing was heard from `from` on, and `at` was the last moment for it. */
export interface Silence {
  readonly from: number;
  readonly at: number;
}

export type HearingVerdict =
  | { readonly type: 'trust'; readonly gap?: Gap | undefined }
  | { readonly type: 'listen' }
  | { readonly type: 'hold'; readonly until: number; readonly gap: Gap };

export const NOTHING_HEARD: Hearing = { gaps: [] };

/** 20 gaps: enough for a bad day, and the row stays below 1 KB. */
const KEPT_GAPS = 20;
/** After a gap everybody gets one window of their own to speak, but at most 10 minutes. */
const LONGEST_HOLD_MS = 10 * 60_000;
/** While a gap is open, look again every 30 s. */
const OPEN_GAP_HOLD_MS = 30_000;
/** After 15 minutes of deafness a late alarm with its reason beats none. */
const DEAF_TOO_LONG_MS = 15 * 60_000;

/** The gaps that are over in `after` and were not in `before`. */
export function newlyClosed(before: Hearing, after: Hearing): ClosedGap[] {
  const known = new Set(before.gaps.filter(({ to }) => to !== undefined).map(({ from }) => from));
  return after.gaps.flatMap(({ from, to }) => (to === undefined || known.has(from) ? [] : [{ from, to }]));
}

export const openGap = (hearing: Hearing): Gap | undefined =>
  hearing.gaps.find((gap) => gap.to === undefined);

/**
 * A canary was heard at `at`: an open gap ends. Where canaries come steadily, a pause of more than
 * `longestPauseMs` between two of them is a gap too, though nobody noticed (a suspended machine). News that
 * comes late, of a canary heard before the gap began, does not end it.
 */
export function heard(hearing: Hearing, at: number, longestPauseMs = Infinity): Hearing {
  const last = hearing.heardAt;
  const heardAt = Math.max(last ?? at, at);
  const unnoticed = last !== undefined && at - last > longestPauseMs && !openGap(hearing);
  const gaps = unnoticed ? [...hearing.gaps, { from: last }].slice(-KEPT_GAPS) : hearing.gaps;
  return {
    heardAt,
    gaps: gaps.map((gap) => (gap.to === undefined && at > gap.from ? { ...gap, to: at } : gap)),
  };
}

/**
 * We could not hear at `at`: a gap opens at the last canary heard, unless one is open. If that one was heard
 * after `at`, the news comes late and the gap is over already.
 */
export function deaf(hearing: Hearing, at: number): Hearing {
  if (openGap(hearing)) return hearing;
  const { heardAt = at, gaps } = hearing;
  const overAt = at < heardAt ? heardAt : undefined;
  const from = overAt === undefined ? heardAt : Math.max(at, gaps.at(-1)?.to ?? at);
  return from === overAt ? hearing : { ...hearing, gaps: [...gaps, { from, to: overAt }].slice(-KEPT_GAPS) };
}

/** The operators were told that we cannot hear; the same object where nothing is open or they knew. */
export function withOperatorsTold(hearing: Hearing): Hearing {
  const gap = openGap(hearing);
  if (!gap || gap.told) return hearing;
  return { ...hearing, gaps: hearing.gaps.map((g) => (g === gap ? { ...g, told: true } : g)) };
}

/**
 * May this silence be believed at `now`? `listen`: not before a canary is heard after its deadline.
 * `hold`: our own gap overlaps it, so its sender gets min(its window, 10 minutes) after the gap to speak.
 * `trust` names the gap that the alert must mention.
 */
export function trustSilence(hearing: Hearing, silence: Silence, now: number): HearingVerdict {
  // Where no canary was ever heard, nobody knows since when we are deaf: the open gap counts for every silence.
  const unheard = hearing.heardAt === undefined;
  const gap = hearing.gaps.findLast(
    (g) => (g.from <= silence.at || unheard) && (g.to ?? Number.POSITIVE_INFINITY) > silence.from,
  );
  if (gap) {
    if (gap.to === undefined) {
      if (now - gap.from >= DEAF_TOO_LONG_MS) return { type: 'trust', gap };
      return { type: 'hold', until: now + OPEN_GAP_HOLD_MS, gap };
    }
    const until = gap.to + Math.min(silence.at - silence.from, LONGEST_HOLD_MS);
    if (now <= until) return { type: 'hold', until, gap };
  }
  return (hearing.heardAt ?? 0) > silence.at ? { type: 'trust', gap } : { type: 'listen' };
}
