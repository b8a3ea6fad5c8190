import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { figuresOver } from '../../contracts/daemons/from-core/figures.ts';
import { tasksPerMinute, tasksPerMinuteOfEach } from '../../contracts/daemons/from-core/work.ts';
import type { BeatRecord } from '../../core/ports/monitor-store.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';

type Beat = readonly [at: number, tasks?: number | undefined, figures?: Record<string, number>];

/** Heartbeats as they came; history gives them back newest first. */
const history = (...beats: readonly Beat[]): BeatRecord[] =>
  beats
    .map(([at, tasks, figures]) => ({
      at: T0 + at,
      type: 'alive' as const,
      vitals: { status: 'healthy', ...(tasks !== undefined && { tasksProcessed: tasks }), ...figures },
    }))
    .reverse();

describe('tasks a minute', () => {
  it.each<[what: string, beats: Beat[], expected: number | undefined]>([
    ['nothing is known', [], undefined],
    ['one heartbeat says nothing of a rate', [[0, 42]], undefined],
    [
      'no time has passed',
      [
        [0, 1],
        [0, 5],
      ],
      undefined,
    ],
    [
      'idle',
      [
        [0, 42],
        [MINUTE, 42],
      ],
      0,
    ],
    [
      'by the time that passed',
      [
        [0, 0],
        [30 * SECOND, 6],
      ],
      12,
    ],
    [
      'over all of them',
      [
        [0, 0],
        [SECOND, 100],
        [2 * MINUTE, 100],
      ],
      50,
    ],
    [
      'a counter that began anew is no negative work',
      [
        [0, 1_000],
        [MINUTE, 10],
      ],
      10,
    ],
    [
      'nor is one that began anew at none',
      [
        [0, 1_000],
        [MINUTE, 0],
        [2 * MINUTE, 30],
      ],
      15,
    ],
    ['heartbeats without a counter do not count', [[0, 5], [30 * SECOND], [MINUTE, 15], [2 * MINUTE]], 10],
    [
      'parts of tasks',
      [
        [0, 0.5],
        [MINUTE, 0.75],
      ],
      0.25,
    ],
  ])('%s', (_what, beats, expected) => {
    expect(tasksPerMinute(history(...beats))).toBe(expected);
  });

  const counter = fc.array(
    fc.record({
      gap: fc.integer({ min: 1, max: 3_600_000 }),
      done: fc.integer({ min: 0, max: 1_000_000 }),
      /** The daemon starts anew right before it does this. */
      restarts: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  );

  /** What a daemon that counts from 0 after each start reports, and what it has really done. */
  function lived(steps: readonly { gap: number; done: number; restarts: boolean }[], first: number) {
    let [at, count, work] = [0, first, 0];
    const beats: Beat[] = [[at, count]];
    for (const { gap, done, restarts } of steps) {
      at += gap;
      count = restarts ? done : count + done;
      work += done;
      beats.push([at, count]);
    }
    return { beats, minutes: at / MINUTE, work };
  }

  it('is the work done, where the daemon never starts anew', () => {
    fc.assert(
      fc.property(counter, fc.nat(), (steps, first) => {
        const { beats, minutes, work } = lived(
          steps.map((s) => ({ ...s, restarts: false })),
          first,
        );
        const rate = tasksPerMinute(history(...beats))!;
        expect(Math.abs(rate - work / minutes)).toBeLessThanOrEqual((work / minutes) * 1e-5);
      }),
    );
  });

  it('is never negative, and never more than was done, whenever it starts anew', () => {
    fc.assert(
      fc.property(counter, fc.nat(), (steps, first) => {
        const { beats, minutes, work } = lived(steps, first);
        const rate = tasksPerMinute(history(...beats))!;
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual((work / minutes) * (1 + 1e-5));
      }),
    );
  });

  it('of each heartbeat is since the one before it that bears a counter', () => {
    const beats = history([0], [SECOND, 10], [31 * SECOND], [61 * SECOND, 40], [91 * SECOND, 5]);
    expect(tasksPerMinuteOfEach(beats)).toEqual([10, 30, undefined, undefined, undefined]);
  });
});

describe('figures', () => {
  it('are means over the heartbeats that report them', () => {
    const beats = history(
      [0, 0, { avgResponseTimeMs: 10 }],
      [MINUTE, 30, { avgResponseTimeMs: 30, errorRate: 0 }],
      [2 * MINUTE, 50, { errorRate: 0.5 }],
    );
    expect(figuresOver(beats)).toEqual({
      since: new Date(T0).toISOString(),
      heartbeats: 3,
      tasksPerMinute: 25,
      avgResponseTimeMs: 20,
      errorRate: 0.25,
    });
  });

  it('are numbers, however large the reported ones', () => {
    const beats = history([0, 0, { avgResponseTimeMs: 1.7e308 }], [1, 9e15, { avgResponseTimeMs: 1.7e308 }]);
    expect(JSON.stringify(figuresOver(beats))).not.toContain('"avgResponseTimeMs":null');
  });
});
