import { expect, test } from '@jest/globals';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { shownDuration } from '../../core/monitor/shown-duration.ts';
import { aScheduler, DAY, HOUR, having, T0 } from '../support/monitors.ts';

test.each([
  ['a run that was replayed from a spool', 9, 2_012, 2_012],
  ['one without a start that was heard', undefined, 2_012, 2_012],
  ['one that does not say', 9, undefined, 9],
  ['one that measured nothing', 9, 0, 9],
  ['one that ended before it began', 9, -5, 9],
  ['one of more than a year', 9, 367 * DAY, 9],
  ['one of no number that can be added', 9, Number.POSITIVE_INFINITY, 9],
  ['one of which nothing is known', undefined, undefined, undefined],
] as const)('%s', (_what, heardMs, clientMs, shownMs) => {
  expect(shownDuration(heardMs, clientMs)).toBe(shownMs);
});

test('the figures of a job add up what it measured, and no limit is judged by it', () => {
  const job = having(
    aScheduler({ config: { runLimits: { maxRuntimeMs: HOUR } } }),
    ['started', T0, 'a'],
    ['started', T0, 'b'],
  );
  const ended = applySignal(job, { type: 'succeeded', runId: 'a', clientDurationMs: 2 * HOUR }, T0 + 9);
  expect(ended.monitor).toMatchObject({
    status: 'up',
    runFigures: {
      succeeded: { count: 1, totalMs: 2 * HOUR },
      last: { endedAt: T0 + 9, durationMs: 2 * HOUR },
    },
    runs: { b: { startedAt: T0 } },
  });
  // History keeps both.
  expect(ended.run).toMatchObject({ durationMs: 9 });
});
