import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { armed } from '../../core/monitor/arm.ts';
import { deadlineOf, expectation, shownStatus } from '../../core/monitor/deadline.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import { createMonitor } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { hasWaiting, waitingSpans } from '../../core/monitor/outbox.ts';
import { patchBetween, patched } from '../../core/monitor/patch.ts';
import { reportsRuns } from '../../core/monitor/ref.ts';
import { SIGNAL_TYPES, type Signal, steadyStateOf } from '../../core/monitor/signal.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../support/monitors.ts';
import { frozen, type History, histories, type Step, statesOf } from './random-histories.ts';

const RUNS = { numRuns: 200 };

const inEachHistory = (holds: (history: History) => void): void =>
  fc.assert(fc.property(histories, holds), RUNS);

const inEachStep = (holds: (step: Step) => void): void =>
  inEachHistory((history) => {
    history.steps.forEach(holds);
  });

const inEachState = (holds: (monitor: Monitor, at: number) => void): void =>
  inEachHistory((history) => {
    for (const [monitor, at] of statesOf(history)) holds(monitor, at);
  });

const inEachEnd = (holds: (monitor: Monitor, at: number) => void): void =>
  inEachHistory((history) => {
    const end = statesOf(history).at(-1);
    if (end) holds(...end);
  });

/** A monitor as a store gives it back: without what is undefined. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('In any life of a monitor', () => {
  test('transitions chain without gaps and their dates never run backwards', () => {
    inEachHistory(({ created, steps }) => {
      let known = { status: created.status, since: created.since, sequence: 0 };
      for (const { before, after } of steps) {
        if (after.sequence === before.sequence) continue;
        const transition = after.last;
        expect(transition).toMatchObject({
          born: created.born,
          sequence: known.sequence + 1,
          from: known.status,
          fromSince: known.since,
          to: after.status,
          at: after.since,
          reason: after.reason,
        });
        expect(after.since).toBeGreaterThanOrEqual(known.since);
        known = { status: after.status, since: after.since, sequence: after.sequence };
      }
    });
  });

  test('there is a transition exactly where the status changes, and the reason changes only with it', () => {
    inEachStep(({ before, after }) => {
      expect(after.sequence - before.sequence).toBe(after.status === before.status ? 0 : 1);
      if (after.status === before.status) {
        expect(after).toMatchObject({ reason: before.reason, since: before.since });
        expect(after.last).toBe(before.last);
      }
    });
  });

  test('silence changes nothing up to its deadline and always changes the status after it', () => {
    inEachState((monitor) => {
      const deadline = deadlineOf(monitor);
      if (!deadline) {
        expect(judgeSilence(monitor, monitor.since + 3_650 * DAY)).toBe(monitor);
        return;
      }
      expect(judgeSilence(monitor, deadline.at)).toBe(monitor);
      expect(judgeSilence(monitor, deadline.at - 1)).toBe(monitor);
      for (const late of [1, HOUR, 30 * DAY]) {
        const judged = judgeSilence(monitor, deadline.at + late);
        expect(judged.status).toBe(deadline.becomes);
        expect(judged.since).toBe(Math.max(deadline.at, monitor.since));
        expect(judged.lastBeatAt).toBe(monitor.lastBeatAt);
        expect(judged.last?.message).not.toBe('');
      }
    });
  });

  test('a silence that was told is not told again', () => {
    inEachState((monitor) => {
      const deadline = deadlineOf(monitor);
      if (!deadline || deadline.becomes === 'closed') return;
      const told = judgeSilence(monitor, deadline.at + 1);
      expect(deadlineOf(told)?.becomes).not.toBe('down');
    });
  });

  test('what is watched and expected to speak always has a deadline', () => {
    inEachState((monitor) => {
      if (!['unknown', 'up', 'degraded'].includes(monitor.status)) return;
      const { schedule, expectedFromStart, runLimits } = monitor.config;
      const spoke = reportsRuns(monitor.kind) ? monitor.slotAt : monitor.lastBeatAt;
      const at = deadlineOf(monitor)?.at ?? Number.POSITIVE_INFINITY;
      if (schedule.type !== 'none' && (expectedFromStart || spoke !== undefined)) {
        expect(at).toBeLessThan(Number.POSITIVE_INFINITY);
      }
      for (const run of Object.values(monitor.runs)) {
        if (run.startedAt === undefined || run.told) continue;
        const openFrom = Math.max(run.openSince ?? run.startedAt, monitor.countFrom);
        expect(at).toBeLessThanOrEqual(openFrom + runLimits.maxRuntimeMs);
      }
    });
  });

  test('no silence from before countFrom can alarm: the deadline is never before it', () => {
    inEachState((monitor) => {
      const deadline = deadlineOf(monitor);
      if (deadline?.becomes === 'down') expect(deadline.at).toBeGreaterThanOrEqual(monitor.countFrom);
    });
  });

  test('a pause, its end and a new schedule never alarm at once', () => {
    inEachStep(({ action, at, before, after }) => {
      if (!['pause', 'resume', 'reconfigure'].includes(action.do) || after === before) return;
      const overdueBefore = (deadlineOf(before)?.at ?? at) < at;
      const deadline = deadlineOf(after);
      if (deadline?.becomes === 'down' && !overdueBefore) expect(deadline.at).toBeGreaterThanOrEqual(at);
    });
  });

  test('a deadline lies at its expected moment or later, and after the beginning of its silence', () => {
    inEachState((monitor) => {
      const deadline = deadlineOf(monitor);
      if (!deadline) return;
      expect(deadline.at).toBeGreaterThanOrEqual(deadline.expectedAt);
      if (deadline.becomes === 'down') expect(deadline.at).toBeGreaterThanOrEqual(deadline.from);
    });
  });

  test('a signal puts the deadline of a schedule later, never nearer', () => {
    inEachStep(({ action, before, after }) => {
      if (action.do !== 'signal') return;
      const was = expectation(before);
      const is = expectation(after);
      if (was) expect(is?.at).toBeGreaterThanOrEqual(was.at);
    });
  });

  test('a signal older than the newest one changes nothing', () => {
    inEachState((monitor) => {
      if (monitor.lastBeatAt === undefined) return;
      for (const type of SIGNAL_TYPES) {
        expect(applySignal(monitor, { type }, monitor.lastBeatAt - 1).monitor).toBe(monitor);
      }
    });
  });

  test('a paused monitor is heard and stays paused; a closed one is left alone', () => {
    inEachState((monitor, at) => {
      if (monitor.status !== 'paused' && monitor.status !== 'closed') return;
      for (const type of SIGNAL_TYPES) {
        const heard = applySignal(monitor, { type }, at).monitor;
        expect(heard.status).toBe(monitor.status);
        expect(heard.lastBeatAt).toBe(monitor.status === 'paused' ? at : monitor.lastBeatAt);
      }
      expect(deadlineOf(monitor)).toBeUndefined();
    });
  });

  test('a closed life has no open runs, no streak and no way back', () => {
    inEachStep(({ before, after }) => {
      if (before.status === 'closed') expect(after.status).toBe('closed');
      if (after.status === 'closed') expect([after.runs, after.streak]).toEqual([{}, undefined]);
    });
  });

  test('a streak runs only toward a status that is not reached, below its threshold', () => {
    inEachState(({ streak, status }) => {
      if (!streak) return;
      expect(['unknown', 'up', 'degraded', 'down']).toContain(status);
      expect(streak.toward).not.toBe(status);
      expect(streak.count).toBeGreaterThan(0);
      expect(streak.count).toBeLessThan(3);
    });
  });

  test('what is shown is the stored status, or late and running where it is watched', () => {
    inEachState((monitor, at) => {
      const shown = shownStatus(monitor, at);
      if (shown === 'late' || shown === 'running') {
        expect(['unknown', 'up', 'degraded']).toContain(monitor.status);
      } else {
        expect(shown).toBe(monitor.status);
      }
    });
  });
});

describe('A steady beat', () => {
  const SIGNALS: readonly Signal[] = SIGNAL_TYPES.flatMap((type) =>
    [undefined, 'a', 'b'].map((runId) => ({ type, runId, message: 'still here', vitals: { queue: 3 } })),
  );

  /** What a store looks at before it records a beat without a read. */
  function isSteady(monitor: Monitor, signal: Signal, at: number): boolean {
    const state = steadyStateOf(monitor.kind, signal);
    if (!state || monitor.streak || at < (monitor.lastBeatAt ?? Number.POSITIVE_INFINITY)) return false;
    if ('status' in state) return monitor.status === state.status;
    return Object.hasOwn(monitor.runs, state.run) && monitor.runs[state.run]?.heardAt !== undefined;
  }

  function eachSteadyBeat(holds: (monitor: Monitor, signal: Signal, at: number) => void): void {
    let found = 0;
    inEachState((monitor, now) => {
      for (const signal of SIGNALS) {
        for (const at of [now, now + MINUTE, now + 5 * HOUR]) {
          if (!isSteady(monitor, signal, at)) continue;
          found += 1;
          holds(monitor, signal, at);
        }
      }
    });
    expect(found).toBeGreaterThan(500);
  }

  test('changes when it was heard and what it bears, nothing else, exactly as the store writes it', () => {
    eachSteadyBeat((monitor, signal, at) => {
      const state = steadyStateOf(monitor.kind, signal);
      const key = state && 'run' in state ? state.run : undefined;
      const runs =
        key === undefined ? monitor.runs : { ...monitor.runs, [key]: { ...monitor.runs[key], heardAt: at } };
      const expected = { ...monitor, lastBeatAt: at, lastMessage: 'still here', vitals: { queue: 3 }, runs };
      expect(stored(applySignal(monitor, signal, at).monitor)).toEqual(stored(expected));
    });
  });

  test('never brings a deadline nearer, so it need not touch when the monitor is woken', () => {
    eachSteadyBeat((monitor, signal, at) => {
      const was = deadlineOf(monitor);
      const is = deadlineOf(applySignal(monitor, signal, at).monitor);
      if (was) expect(is?.at).toBeGreaterThanOrEqual(was.at);
      else expect(is).toBeUndefined();
    });
  });
});

describe('Signals of the same millisecond', () => {
  test('end in a status with its deadline, in whatever order they arrive', () => {
    fc.assert(
      fc.property(
        histories,
        fc.shuffledSubarray([...SIGNAL_TYPES, ...SIGNAL_TYPES], { minLength: 2 }),
        fc.constantFrom(undefined, 'a'),
        (history, types, runId) => {
          const [monitor, at] = statesOf(history).at(-1) ?? [history.created, history.created.born];
          let now = monitor;
          for (const type of types) now = applySignal(now, { type, runId }, at).monitor;
          expect(now.sequence - monitor.sequence).toBeLessThanOrEqual(types.length);
          expect(now.since).toBeGreaterThanOrEqual(monitor.since);
          expect(applySignal(now, { type: 'failed', runId }, at).monitor.runs).toBeDefined();
          const deadline = deadlineOf(now);
          if (deadline) expect(judgeSilence(now, deadline.at + 1).status).toBe(deadline.becomes);
        },
      ),
      RUNS,
    );
  });

  test('lead to the same state however a store orders the runs', () => {
    inEachState((monitor, at) => {
      if (Object.keys(monitor.runs).length < 2) return;
      const reversed = { ...monitor, runs: Object.fromEntries(Object.entries(monitor.runs).reverse()) };
      for (const type of SIGNAL_TYPES) {
        expect(applySignal(reversed, { type }, at).monitor).toEqual(
          applySignal(monitor, { type }, at).monitor,
        );
      }
    });
  });
});

describe('When a monitor is woken', () => {
  test('a flip wakes judge now; any other write only ever comes nearer, to the deadline', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: -DAY, max: DAY }), ({ steps }, offset) => {
        for (const { before, after, at } of steps) {
          for (const dueAt of [undefined, at + offset]) {
            const result = armed(before, { ...after, dueAt }, at);
            if (after.sequence > before.sequence) {
              expect(result.dueAt).toBe(at);
              continue;
            }
            const deadline = deadlineOf(after)?.at;
            if (dueAt !== undefined) expect(result.dueAt).toBeLessThanOrEqual(dueAt);
            if (deadline === undefined) expect(result.dueAt).toBe(dueAt);
            else expect(result.dueAt).toBe(Math.min(deadline, dueAt ?? deadline));
            expect({ ...result, dueAt }).toEqual({ ...after, dueAt });
          }
        }
      }),
      RUNS,
    );
  });

  test('followed through a life, it is never after the deadline', () => {
    inEachHistory(({ created, steps }) => {
      let dueAt = created.dueAt;
      for (const { before, after, at } of steps) {
        ({ dueAt } = armed({ ...before, dueAt }, { ...after, dueAt }, at));
        const deadline = deadlineOf(after);
        if (deadline) expect(dueAt).toBeLessThanOrEqual(Math.max(deadline.at, at));
        if (hasWaiting(after)) expect(dueAt).toBeLessThanOrEqual(at);
      }
    });
  });
});

describe('The outbox', () => {
  test('waits with exactly the spans that were not published', () => {
    inEachEnd((monitor) => {
      for (const published of [0, Math.floor(monitor.sequence / 2), monitor.sequence]) {
        for (const inherited of [undefined, [], [{ born: 1, first: 1, last: 3 }]]) {
          const some = { ...monitor, published, inherited };
          const numbers = waitingSpans(some).flatMap(({ born, first, last }) =>
            Array.from({ length: last - first + 1 }, (_, i) => `${born}/${first + i}`),
          );
          expect(numbers).toHaveLength(monitor.sequence - published + (inherited?.length ? 3 : 0));
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(hasWaiting(some)).toBe(numbers.length > 0);
        }
      }
    });
  });

  test('of an earlier life is inherited whole, by a life that is born strictly later', () => {
    inEachEnd((earlier, at) => {
      for (const now of [at, earlier.born, earlier.born - SECOND]) {
        const next = createMonitor(earlier, earlier.config, undefined, now, earlier);
        expect(next.born).toBeGreaterThan(earlier.born);
        expect(waitingSpans(next)).toEqual(waitingSpans(earlier));
        expect(next).toMatchObject({ status: 'unknown', sequence: 0, countFrom: now });
        expect(next.runs).toEqual({});
        expect(next.lastBeatAt).toBeUndefined();
        if (hasWaiting(earlier)) expect(next.dueAt).toBe(now);
        const third = createMonitor(next, next.config, undefined, now, next);
        expect(third.born).toBeGreaterThan(next.born);
        expect(waitingSpans(third)).toEqual(waitingSpans(earlier));
      }
    });
  });
});

describe('What a write changes', () => {
  const pairs = histories.chain((history) => {
    const states = statesOf(history).map(([monitor]) => monitor);
    return fc.tuple(fc.constantFrom(...states), fc.constantFrom(...states));
  });

  test('written over what was read, it gives the new monitor with the next version', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const result = patched(frozen(before), patchBetween(before, after));
        expect(stored(result)).toEqual(stored({ ...after, version: before.version + 1 }));
      }),
      RUNS,
    );
  });

  test('is only what differs: what it leaves alone keeps what others wrote meanwhile', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const { set, remove } = patchBetween(before, after);
        for (const key of Object.keys(set) as (keyof typeof set)[]) {
          expect(stored([before[key]])).not.toEqual(stored([after[key]]));
        }
        for (const key of remove) {
          expect(before[key]).toBeDefined();
          expect(after[key]).toBeUndefined();
        }
        expect(Object.keys(set)).not.toContain('version');
        expect(Object.keys(set)).not.toContain('born');
      }),
      RUNS,
    );
  });

  test('is nothing where a store gave the attributes back in another order', () => {
    const turned = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
      return Object.fromEntries(entries.reverse());
    };
    inEachEnd((monitor) => {
      expect(patchBetween(turned(stored(monitor)) as Monitor, monitor)).toEqual({ set: {}, remove: [] });
    });
  });
});
