import { expect, test } from '@jest/globals';
import { pause } from '../../core/monitor/lifecycle.ts';
import { aScheduler, aService, having, MINUTE, SECOND, T0 } from '../support/monitors.ts';

test('each run that was heard to start and to end is counted by its end', () => {
  const job = having(
    aScheduler(),
    ['started', T0],
    ['succeeded', T0 + 10 * SECOND],
    ['started', T0 + MINUTE],
    ['alive', T0 + MINUTE + SECOND],
    ['failed', T0 + MINUTE + 3 * SECOND],
    ['started', T0 + 2 * MINUTE],
    ['succeeded', T0 + 2 * MINUTE + 20 * SECOND],
  );
  expect(job.runFigures).toEqual({
    succeeded: { count: 2, totalMs: 30 * SECOND },
    failed: { count: 1, totalMs: 3 * SECOND },
    last: { endedAt: T0 + 2 * MINUTE + 20 * SECOND, durationMs: 20 * SECOND, outcome: 'succeeded' },
  });
});

test.each([
  ['an end without a start', [['succeeded', T0 + 1]]],
  [
    'a run that was only announced',
    [
      ['pending', T0],
      ['failed', T0 + 1],
    ],
  ],
  [
    'a run that was started again and is still open',
    [
      ['started', T0],
      ['started', T0 + 1],
    ],
  ],
] as const)('%s counts for nothing', (_what, signals) => {
  expect(having(aScheduler(), ...signals).runFigures).toBeUndefined();
});

test('runs that overlap are told apart', () => {
  const job = having(
    aScheduler(),
    ['started', T0, 'a'],
    ['started', T0 + 10, 'b'],
    ['succeeded', T0 + 30, 'a'],
    ['failed', T0 + 50, 'b'],
  );
  expect(job.runFigures).toEqual({
    succeeded: { count: 1, totalMs: 30 },
    failed: { count: 1, totalMs: 40 },
    last: { endedAt: T0 + 50, durationMs: 40, outcome: 'failed' },
  });
});

test('runs of a paused job count: it is heard, only not judged', () => {
  const paused = pause(having(aScheduler(), ['started', T0]), T0 + 1);
  expect(having(paused, ['failed', T0 + 5])).toMatchObject({
    status: 'paused',
    runFigures: { failed: { count: 1, totalMs: 5 } },
  });
});

test('what is no job has no runs', () => {
  expect(having(aService(), ['started', T0], ['succeeded', T0 + 1]).runFigures).toBeUndefined();
});
