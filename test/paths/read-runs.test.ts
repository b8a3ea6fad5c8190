import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SignalType } from '../../core/monitor/signal.ts';
import { readRuns } from '../../core/paths/read-runs.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { aScheduler, SECOND, T0 } from '../support/monitors.ts';
import { Stage } from '../support/stage.ts';

const JOB = aScheduler();

type Step = readonly [type: SignalType, runId: string | undefined, waitMs: number];

async function stageWith(steps: readonly Step[]) {
  const stage = new Stage();
  stage.put(JOB);
  for (const [type, runId, waitMs] of steps) {
    stage.clock.advance(waitMs);
    const heartbeat = { ref: JOB, signal: { type, runId }, credential: { admin: false } };
    await recordHeartbeats(stage.recordDeps, [heartbeat], stage.clock.now());
  }
  return stage;
}

const step = fc.tuple(
  fc.constantFrom<SignalType>('pending', 'started', 'alive', 'succeeded', 'failed'),
  fc.constantFrom(undefined, 'a', 'b'),
  fc.constantFrom(0, 1, SECOND),
);

test('each run that was started is listed once it is over, or is still open; pages add up to the whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (steps, limit) => {
        const stage = await stageWith(steps);
        const { runs: open } = stage.stored(JOB);
        const { runs, before } = await readRuns(stage.store, JOB, { limit: 1_000 });
        expect(before).toBeUndefined();
        const started = steps.filter(([type]) => type === 'started').length;
        const overWithStart = runs.filter((run) => run.startedAt !== undefined).length;
        const openAndStarted = Object.values(open).filter((run) => run.startedAt !== undefined).length;
        expect(overWithStart + openAndStarted).toBe(started);
        const ends = steps.filter(([type]) => type === 'succeeded' || type === 'failed').length;
        expect(runs.filter(({ outcome }) => outcome !== 'lost')).toHaveLength(ends);
        expect(runs.map(({ at }) => at)).toEqual(runs.map(({ at }) => at).sort((a, b) => b - a));

        const paged: unknown[] = [];
        for (let until: number | undefined; ; ) {
          const page = await readRuns(stage.store, JOB, { limit, before: until });
          const moments = new Set(page.runs.map(({ at }) => at));
          if (moments.size > 1) expect(page.runs.length).toBeLessThanOrEqual(limit);
          paged.push(...page.runs);
          until = page.before;
          if (until === undefined) break;
        }
        expect(paged).toEqual(runs);
      },
    ),
  );
});

test('runs that stand far apart are found over many requests', async () => {
  const far: Step[] = Array.from({ length: 6_000 }, () => ['alive', undefined, 1] as const);
  const stage = await stageWith([['started', 'a', 1], ['succeeded', 'a', 1], ...far]);
  const first = await readRuns(stage.store, JOB, { limit: 1 });
  expect(first).toEqual({ runs: [], before: T0 + 1_002 + 1 });
  const second = await readRuns(stage.store, JOB, { limit: 1, before: first.before });
  expect(second).toMatchObject({ runs: [{ runId: 'a', durationMs: 1 }] });
  expect(second.before).toBeUndefined();
});

test('nothing is shown of an earlier life', async () => {
  const stage = await stageWith([
    ['started', 'a', 1],
    ['failed', 'a', 1],
    ['started', 'b', 1],
    ['failed', 'b', 1],
  ]);
  const { runs } = await readRuns(stage.store, { ...JOB, born: T0 + 3 }, { limit: 9 });
  expect(runs.map(({ runId }) => runId)).toEqual(['b']);
});

test('what happened in one moment is read once, wherever the history is cut', async () => {
  // Newest first, the 500th and the 501st are of one moment.
  const ends = Array.from({ length: 700 }, (_, i) => ['succeeded', String(i), i % 2] as const);
  const stage = await stageWith(ends);
  const { runs } = await readRuns(stage.store, JOB, { limit: 1_000 });
  const names = runs.map(({ runId }) => Number(runId)).sort((a, b) => a - b);
  expect(names).toEqual(ends.map((_, i) => i));
});
