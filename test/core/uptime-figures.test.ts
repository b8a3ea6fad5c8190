import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ClosedGap } from '../../core/monitor/hearing.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { NO_GAPS, OwnGaps } from '../../core/monitor/own-gaps.ts';
import type { Status } from '../../core/monitor/status.ts';
import { statusLine } from '../../core/monitor/status-line.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { figuresOfMonths, figuresOfWindows, figuresWithin } from '../../core/monitor/uptime-figures.ts';
import { aService, DAY, HOUR, MINUTE, T0 } from '../support/monitors.ts';
import { histories, statesOf } from './random-histories.ts';

/** The transitions that a monitor made on its way, and where that led. */
const transitionsOf = (states: readonly (readonly [Monitor, number])[]): Transition[] => {
  const made = new Map<number, Transition>();
  for (const [{ last }] of states) if (last) made.set(last.sequence, last);
  return [...made.values()];
};

const randomGaps = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2 * DAY })),
  { maxLength: 6 },
);

/** The status at a moment as the transitions say, and nothing of how they were stored. */
function statusAt(born: number, transitions: readonly Transition[], at: number): Status | undefined {
  if (at < born) return undefined;
  return transitions.findLast((t) => t.at <= at)?.to ?? 'unknown';
}

/** By brute force: every piece of time between two moments in which anything changes. */
function counted(
  born: number,
  transitions: readonly Transition[],
  gaps: readonly ClosedGap[],
  from: number,
  to: number,
) {
  const sums = { upMs: 0, downMs: 0, neitherMs: 0 };
  const cuts = [
    from,
    to,
    born,
    ...transitions.map(({ at }) => at),
    ...gaps.flatMap((gap) => [gap.from, gap.to]),
  ];
  const moments = [...new Set(cuts)].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  for (const [i, begin] of moments.slice(0, -1).entries()) {
    const ms = moments[i + 1]! - begin;
    const status = statusAt(born, transitions, begin);
    if (gaps.some((gap) => gap.from <= begin && begin < gap.to)) sums.neitherMs += ms;
    else if (status === 'up' || status === 'degraded') sums.upMs += ms;
    else if (status === 'down') sums.downMs += ms;
    else sums.neitherMs += ms;
  }
  const outages = transitions.filter((t) => t.to === 'down' && t.at >= from && t.at < to).length;
  return { ...sums, outages };
}

/** A random life with random gaps in our hearing, looked at some time after its last event. */
const lives = fc
  .tuple(histories, randomGaps, fc.integer({ min: 0, max: 40 * DAY }))
  .map(([history, spread, rest]) => {
    const states = statesOf(history);
    const [monitor, at] = states.at(-1)!;
    const now = Math.max(at, monitor.since) + rest;
    const { born } = monitor;
    const gaps = spread.map(([share, length]) => {
      const from = Math.round(born + share * (now - born));
      return { from, to: from + length };
    });
    return { monitor, transitions: transitionsOf(states), gaps, now, born };
  });

describe('uptime figures', () => {
  test('of any window are exactly what the transitions of a random life say', () => {
    const window = fc.tuple(
      fc.double({ min: -0.2, max: 1, noNaN: true }),
      fc.double({ min: -0.2, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(lives, window, ({ monitor, transitions, gaps, now, born }, [a, b]) => {
        const line = statusLine(monitor, transitions);
        const [from, to] = [a, b]
          .map((share) => Math.round(born + share * (now - born)))
          .sort((x, y) => x - y);
        const { from: _from, to: _to, ...figures } = figuresWithin(line, from!, to!, new OwnGaps(gaps));
        const exact = counted(born, transitions, gaps, from!, to!);
        expect(figures.outages).toBe(exact.outages);
        for (const sum of ['upMs', 'downMs', 'neitherMs'] as const) {
          expect(figures[sum]).toBeCloseTo(exact[sum], 3);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('of 1, 7, 30 and 90 days, and of months, are windows like any other, and months leave nothing out', () => {
    fc.assert(
      fc.property(lives, ({ monitor, transitions, gaps, now, born }) => {
        const line = statusLine(monitor, transitions);
        const own = new OwnGaps(gaps);
        const windows = figuresOfWindows(line, now, own);
        expect(Object.values(windows).map(({ from, to }) => (to - from) / DAY)).toEqual([1, 7, 30, 90]);
        const months = figuresOfMonths(line, 0, now, own);
        const whole = figuresWithin(line, months.at(-1)!.from, now, own);
        expect(months.at(-1)!.from).toBeLessThanOrEqual(born);
        months.forEach(({ from, to }, i) => {
          expect(new Date(from).toISOString()).toMatch(/-01T00:00:00.000Z$/);
          expect(to).toBe(i === 0 ? now : months[i - 1]!.from);
        });
        for (const sum of ['upMs', 'downMs', 'neitherMs', 'outages'] as const) {
          expect(months.reduce((total, month) => total + month[sum], 0)).toBeCloseTo(whole[sum], 3);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('of a month, as a table shows them', () => {
    const born = Date.UTC(2026, 0, 31, 23);
    const at = (hours: number) => born + hours * HOUR;
    const change = (
      sequence: number,
      from: Status,
      to: Status,
      hours: number,
      since: number,
    ): Transition => ({
      kind: 'service',
      id: 'a',
      born,
      sequence,
      from,
      to,
      reason: 'missed',
      at: at(hours),
      fromSince: at(since),
      name: 'A',
      tags: [],
    });
    const transitions = [
      change(1, 'unknown', 'up', 0.5, 0),
      change(2, 'up', 'down', 0.75, 0.5),
      change(3, 'down', 'up', 2, 0.75),
      change(4, 'up', 'paused', 4, 2),
    ];
    const monitor = { ...aService({ at: born }), status: 'paused', since: at(4), sequence: 4 } as const;
    const gap = new OwnGaps([{ from: at(2.5), to: at(3) }]);
    const [february, january, ...older] = figuresOfMonths(statusLine(monitor, transitions), 0, at(6), gap);
    expect(older).toEqual([]);
    expect(january).toMatchObject({ upMs: 15 * MINUTE, downMs: 15 * MINUTE, outages: 1 });
    expect(january!.neitherMs).toBe(31 * DAY - 30 * MINUTE);
    expect(february).toEqual({
      from: Date.UTC(2026, 1),
      to: at(6),
      upMs: 90 * MINUTE,
      downMs: HOUR,
      neitherMs: 2.5 * HOUR,
      outages: 0,
    });
  });
});

test('months that began before everything is known are left out', () => {
  const now = Date.UTC(2026, 2, 10);
  const line = [[Date.UTC(2020, 0, 5), 'down']] as const;
  const months = (oldest: number) => figuresOfMonths(line, oldest, now, NO_GAPS).map(({ from }) => from);
  expect(months(Date.UTC(2026, 0, 2))).toEqual([Date.UTC(2026, 2), Date.UTC(2026, 1)]);
  expect(months(Date.UTC(2026, 1, 1))).toEqual([Date.UTC(2026, 2), Date.UTC(2026, 1)]);
  expect(months(now)).toEqual([]);
  expect(months(now - 400 * DAY)).toHaveLength(13);
  expect(figuresOfMonths(line, 0, now, NO_GAPS)).toHaveLength(12 * 6 + 3);
});

describe('the line of its status', () => {
  const t = (sequence: number, from: Status, to: Status): Transition => ({
    kind: 'service',
    id: 'payment-api',
    born: T0,
    sequence,
    from,
    to,
    reason: 'heartbeat',
    at: T0 + sequence * HOUR,
    fromSince: T0 + (sequence - 1) * HOUR,
    name: 'A',
    tags: [],
  });
  const life = [t(1, 'unknown', 'up'), t(2, 'up', 'down'), t(3, 'down', 'up')];
  const monitor: Monitor = { ...aService(), status: 'up', since: T0 + 3 * HOUR, sequence: 3 };
  const whole = [
    [T0, 'unknown'],
    [T0 + HOUR, 'up'],
    [T0 + 2 * HOUR, 'down'],
    [T0 + 3 * HOUR, 'up'],
  ];

  test('is in the order of time, whatever that of the transitions', () => {
    expect(statusLine(monitor, life.toReversed())).toEqual(whole);
    expect(statusLine(aService(), [])).toEqual([[T0, 'unknown']]);
  });

  test('has the transition that waits to be told, and one that is missing is told by its neighbours', () => {
    expect(statusLine({ ...monitor, last: life[2] }, life.slice(0, 2))).toEqual(whole);
    expect(statusLine(monitor, life.slice(0, 2))).toEqual(whole);
    expect(statusLine(monitor, [life[0]!, life[2]!])).toEqual(whole);
    expect(statusLine(monitor, [])).toEqual([[T0 + 3 * HOUR, 'up']]);
  });

  test('leaves out other lives, and what came after the monitor was read', () => {
    const others = [{ ...t(2, 'up', 'paused'), born: T0 - DAY }, t(4, 'up', 'paused')];
    expect(statusLine(monitor, [...life, ...others])).toEqual(whole);
  });
});

describe('our own gaps', () => {
  test('within any time are what a count of every moment says', () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 10 });
    fc.assert(
      fc.property(spans, fc.nat(90), fc.nat(90), (gaps, from, to) => {
        const closed = gaps.map(([begin, length]) => ({ from: begin, to: begin + length }));
        const moments = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
        const deaf = moments.filter((at) => closed.some((gap) => gap.from <= at && at < gap.to));
        expect(new OwnGaps(closed).within(from, to)).toBe(deaf.length);
      }),
    );
  });

  test('that are none take nothing', () => {
    expect(NO_GAPS.within(0, DAY)).toBe(0);
  });
});
