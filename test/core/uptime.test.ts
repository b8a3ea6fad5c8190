import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ClosedGap } from '../../core/monitor/hearing.ts';
import { OwnGaps } from '../../core/monitor/own-gaps.ts';
import type { Status } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import {
  percentUp,
  rollUp,
  type Share,
  type Uptime,
  uptimePerDay,
  uptimeWithin,
} from '../../core/monitor/uptime.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const MIDNIGHT = Date.UTC(2026, 2, 3);

interface Change {
  readonly at: number;
  readonly to: Status;
}

/** The transitions of a life that is born at `born`, as the core chains them. */
function chained(born: number, changes: readonly Change[]): Transition[] {
  let from: Status = 'unknown';
  let fromSince = born;
  return changes.map(({ at, to }, i) => {
    const transition: Transition = {
      kind: 'service',
      id: 'x',
      born,
      sequence: i + 1,
      from,
      to,
      reason: 'heartbeat',
      at,
      fromSince,
      name: 'X',
      tags: [],
    };
    from = to;
    fromSince = at;
    return transition;
  });
}

const rolled = (transitions: readonly Transition[]): Uptime | undefined =>
  transitions.reduce<Uptime | undefined>((uptime, t) => rollUp(uptime, t), undefined);

const NEITHER: readonly Status[] = ['unknown', 'paused', 'closed'];

/**
 * What the transitions say, without any roll-up: piece by piece between two moments in which anything begins or ends.
 * A piece within a gap of our own is neither.
 */
function counted(
  transitions: readonly Transition[],
  from: number,
  to: number,
  gaps: readonly ClosedGap[] = [],
): Share {
  const cuts = [from, to, ...transitions.map(({ at }) => at), ...gaps.flatMap((gap) => [gap.from, gap.to])];
  const pieces = [...new Set(cuts)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  let upMs = 0;
  let downMs = 0;
  let next = 0;
  pieces.slice(0, -1).forEach((begin, i) => {
    while (next < transitions.length && transitions[next]!.at <= begin) next += 1;
    const status = transitions[next - 1]?.to;
    if (status === undefined || gaps.some((gap) => gap.from <= begin && begin < gap.to)) return;
    const ms = pieces[i + 1]! - begin;
    if (status === 'down') downMs += ms;
    else if (!NEITHER.includes(status)) upMs += ms;
  });
  return { upMs, downMs };
}

const STATUSES: readonly Status[] = ['up', 'down', 'degraded', 'paused', 'unknown', 'closed'];

/** Changes over about so many days, some of them in the same millisecond. */
const livesOf = (days: number, most: number): fc.Arbitrary<{ transitions: Transition[]; end: number }> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: DAY }),
      fc.array(
        fc.tuple(
          fc.oneof(
            fc.constant(0),
            fc.integer({ min: 1, max: HOUR }),
            fc.integer({ min: 1, max: Math.ceil((2 * days * DAY) / most) }),
          ),
          fc.constantFrom(...STATUSES),
        ),
        { minLength: 1, maxLength: most },
      ),
      fc.integer({ min: 0, max: 3 * DAY }),
    )
    .map(([offset, story, rest]) => {
      let at = T0 + offset;
      const changes = story.map(([wait, to]) => {
        at += wait;
        return { at, to };
      });
      return { transitions: chained(T0 + offset, changes), end: at + rest };
    });

/** Times in which we could not hear, spread over so many days before `end`; some overlap or are empty. */
const gapsBefore = (days: number): fc.Arbitrary<(end: number) => ClosedGap[]> =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: days * DAY }),
        fc.oneof(fc.constant(0), fc.integer({ min: 1, max: HOUR }), fc.integer({ min: 1, max: 3 * DAY })),
      ),
      { maxLength: 8 },
    )
    .map((gaps) => (end) => gaps.map(([ago, length]) => ({ from: end - ago, to: end - ago + length })));

const shares = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe('The roll-up of transitions', () => {
  test('gives for any window of the last 90 days exactly what the transitions say, to the millisecond', () => {
    fc.assert(
      fc.property(
        livesOf(100, 60),
        gapsBefore(100),
        fc.array(shares, { minLength: 1, maxLength: 5 }),
        ({ transitions, end }, gapsUpTo, windows) => {
          const uptime = rolled(transitions);
          const gaps = gapsUpTo(end);
          for (const [a, b] of windows) {
            const from = end - Math.round(90 * DAY * Math.max(a, b));
            const to = end - Math.round(90 * DAY * Math.min(a, b));
            expect(uptimeWithin(uptime, from, to, new OwnGaps(gaps))).toEqual(
              counted(transitions, from, to, gaps),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('gives days that add up to the whole', () => {
    fc.assert(
      fc.property(livesOf(100, 60), fc.integer({ min: 1, max: 90 }), ({ transitions, end }, days) => {
        const uptime = rolled(transitions);
        const perDay = uptimePerDay(uptime, end, days);
        expect(perDay).toHaveLength(days);
        const from = perDay[0]?.day ?? 0;
        expect(from % DAY).toBe(0);
        const up = perDay.reduce((total, day) => total + day.upMs, 0);
        const down = perDay.reduce((total, day) => total + day.downMs, 0);
        expect({ upMs: up, downMs: down }).toEqual(uptimeWithin(uptime, from, end));
      }),
    );
  });

  test('counts each transition once: old ones that come again change nothing', () => {
    fc.assert(
      fc.property(livesOf(100, 60), fc.nat(), ({ transitions }, pick) => {
        const uptime = rolled(transitions);
        const old = transitions[pick % transitions.length];
        if (uptime && old) expect(rollUp(uptime, old)).toBe(uptime);
      }),
    );
  });

  test('stays small over years', () => {
    const changes = Array.from(
      { length: 3_000 },
      (_, i) => ({ at: T0 + i * 7 * HOUR, to: i % 2 ? 'down' : 'up' }) as const,
    );
    const uptime = rolled(chained(T0, changes));
    expect(uptime?.changes.length).toBeLessThanOrEqual((92 * 24) / 7 + 2);
    expect(uptime?.days).toEqual([]);
  });

  test('begins anew with a new life', () => {
    const before = rolled(chained(T0, [{ at: T0 + HOUR, to: 'down' }]));
    const [first] = chained(T0 + DAY, [{ at: T0 + DAY, to: 'up' }]);
    expect(first && rollUp(before, first)).toMatchObject({ born: T0 + DAY, sequence: 1, days: [] });
  });

  test('keeps the status that a long quiet time ended with', () => {
    const transitions = chained(T0, [
      { at: T0, to: 'up' },
      { at: T0 + 1_000 * DAY, to: 'down' },
      { at: T0 + 1_000 * DAY + MINUTE, to: 'up' },
    ]);
    const end = T0 + 1_001 * DAY;
    expect(uptimeWithin(rolled(transitions), end - 90 * DAY, end)).toEqual({
      upMs: 90 * DAY - MINUTE,
      downMs: MINUTE,
    });
  });

  test.each([
    ['up', { upMs: HOUR, downMs: 0 }],
    ['degraded', { upMs: HOUR, downMs: 0 }],
    ['down', { upMs: 0, downMs: HOUR }],
    ['unknown', { upMs: 0, downMs: 0 }],
    ['paused', { upMs: 0, downMs: 0 }],
    ['closed', { upMs: 0, downMs: 0 }],
  ] as const)('an hour %s', (to, share) => {
    expect(uptimeWithin(rolled(chained(T0, [{ at: T0, to }])), T0, T0 + HOUR)).toEqual(share);
  });

  test('says nothing where nothing is known, or of an empty window', () => {
    const nothing = { upMs: 0, downMs: 0 };
    const up = rolled(chained(T0, [{ at: T0, to: 'up' }]));
    expect(uptimeWithin(undefined, T0, T0 + DAY)).toEqual(nothing);
    expect(uptimeWithin(up, T0 + DAY, T0 + DAY)).toEqual(nothing);
    expect(uptimeWithin(up, T0 + DAY, T0)).toEqual(nothing);
    expect(uptimeWithin(up, T0 - DAY, T0)).toEqual(nothing);
    expect(uptimePerDay(undefined, T0, 2)).toEqual([
      { day: Date.UTC(2026, 2, 1), ...nothing },
      { day: Date.UTC(2026, 2, 2), ...nothing },
    ]);
  });
});

describe('A monitor that flaps more often than changes are kept', () => {
  const flapping = (gaps: readonly number[], begin = MIDNIGHT): Transition[] => {
    let at = begin;
    return chained(
      begin,
      gaps.map((gap, i) => {
        at += gap;
        return { at, to: i % 2 ? ('down' as const) : ('up' as const) };
      }),
    );
  };

  const fastLives = fc
    .tuple(
      fc.integer({ min: 1_001, max: 2_600 }),
      fc.constantFrom(0, 1, SECOND, MINUTE, 20 * MINUTE, HOUR),
      fc.integer({ min: 0, max: DAY }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([count, scale, offset, randoms]) =>
      flapping(
        Array.from({ length: count }, () => Math.round(2 * scale * (randoms.next().value as number))),
        MIDNIGHT + offset,
      ),
    );

  test('loses no time, stays within its size, and is exact where whole days are asked for', () => {
    fc.assert(
      fc.property(fastLives, (transitions) => {
        const uptime = rolled(transitions);
        const end = (transitions.at(-1)?.at ?? 0) + MINUTE;
        expect(uptime?.changes.length).toBeLessThanOrEqual(1_000);
        expect(uptime?.days.length).toBeLessThanOrEqual(92);
        const from = Math.floor((end - 89 * DAY) / DAY) * DAY;
        const whole = counted(transitions, from, end);
        const rolledUp = uptimeWithin(uptime, from, end);
        expect(rolledUp.upMs).toBeCloseTo(whole.upMs, 3);
        expect(rolledUp.downMs).toBeCloseTo(whole.downMs, 3);
        for (const { day, upMs, downMs } of uptimePerDay(uptime, end, 90)) {
          const exact = counted(transitions, day, Math.min(day + DAY, end));
          expect(upMs).toBeCloseTo(exact.upMs, 3);
          expect(downMs).toBeCloseTo(exact.downMs, 3);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('is exact to the millisecond within its newest changes', () => {
    const transitions = flapping(Array.from({ length: 2_500 }, (_, i) => 1 + (i % 97) * SECOND));
    const end = transitions.at(-1)?.at ?? 0;
    const from = transitions.at(-900)?.at ?? 0;
    expect(uptimeWithin(rolled(transitions), from + 17, end)).toEqual(counted(transitions, from + 17, end));
  });

  test('does not hold its reader up when all comes in one millisecond, or after years of quiet', () => {
    const once = flapping(Array.from({ length: 1_500 }, () => 0));
    expect(rolled(once)?.changes.length).toBeLessThanOrEqual(1_000);
    const late = chained(MIDNIGHT - 9_999 * DAY, [
      { at: MIDNIGHT - 9_999 * DAY, to: 'up' },
      ...Array.from({ length: 1_200 }, (_, i) => ({
        at: MIDNIGHT + i,
        to: i % 2 ? ('up' as const) : ('down' as const),
      })),
    ]);
    const uptime = rolled(late);
    expect(uptime?.days.length).toBeLessThanOrEqual(92);
    expect(uptimeWithin(uptime, MIDNIGHT - 80 * DAY, MIDNIGHT + 1_200)).toEqual({
      upMs: 80 * DAY + 600,
      downMs: 600,
    });
  });
});

describe('The percentage up', () => {
  test.each([
    [{ upMs: 0, downMs: 0 }, undefined],
    [{ upMs: DAY, downMs: 0 }, 100],
    [{ upMs: 0, downMs: DAY }, 0],
    [{ upMs: 57, downMs: 43 }, 57],
    [{ upMs: 999_999, downMs: 1 }, 99.999],
    [{ upMs: 90 * DAY - 1, downMs: 1 }, 99.999],
    [{ upMs: 2 * DAY, downMs: DAY }, 66.666],
  ])('of %j is %s', (share, percent) => {
    expect(percentUp(share)).toBe(percent);
  });

  test('is 100 only without any downtime, and never more or less than it can be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.integer({ min: 1, max: 400 * DAY }),
        (upMs, downMs) => {
          const percent = percentUp({ upMs, downMs });
          expect(percent).toBeLessThan(100);
          expect(percent).toBeGreaterThanOrEqual(0);
          expect(percent).toBeLessThanOrEqual((100 * upMs) / (upMs + downMs) + 1e-9);
          expect(percentUp({ upMs: downMs, downMs: 0 })).toBe(100);
        },
      ),
    );
  });
});
