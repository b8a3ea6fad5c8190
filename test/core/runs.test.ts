import { describe, expect, test } from '@jest/globals';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { deadlineOf } from '../../core/monitor/deadline.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import type { Monitor, RunLimits } from '../../core/monitor/monitor.ts';
import { NO_SCHEDULE } from '../../core/monitor/schedule.ts';
import type { SignalType } from '../../core/monitor/signal.ts';
import { aScheduler, cron, DAY, HOUR, having, MINUTE, SECOND, T0 } from '../support/monitors.ts';

type Event = readonly [type: SignalType, at: number, runId: string];

const aJob = (runLimits: RunLimits = { maxRuntimeMs: HOUR }): Monitor =>
  aScheduler({ config: { schedule: NO_SCHEDULE, runLimits } });

describe('The limits of a run', () => {
  test('a run longer than its maximum is an overrun, told once, dated at the limit', () => {
    const running = having(aJob(), ['started', T0]);
    expect(judgeSilence(running, T0 + HOUR)).toBe(running);
    const down = judgeSilence(running, T0 + HOUR + 1);
    expect(down).toMatchObject({ status: 'down', reason: 'overrun', since: T0 + HOUR });
    expect(down.last?.message).toBe('The run that started 2026-03-02T12:00:00.000Z is longer than 1 h.');
    expect(down.runs).toMatchObject({ '-': { told: true } });
    expect(deadlineOf(down)).toBeUndefined();
  });

  test('heartbeats do not lengthen the maximum', () => {
    const running = having(aJob(), ['started', T0], ['alive', T0 + 50 * MINUTE], ['alive', T0 + 59 * MINUTE]);
    expect(deadlineOf(running)).toMatchObject({ at: T0 + HOUR, reason: 'overrun' });
  });

  test('a run that never sent a heartbeat is not judged by its silence', () => {
    expect(deadlineOf(having(aJob({ maxRuntimeMs: DAY }), ['started', T0]))).toMatchObject({ at: T0 + DAY });
  });

  test('a run that has sent a heartbeat may be silent for 15 minutes', () => {
    const running = having(aJob({ maxRuntimeMs: DAY }), ['started', T0], ['alive', T0 + MINUTE]);
    expect(deadlineOf(running)).toMatchObject({ at: T0 + 16 * MINUTE, reason: 'silent-run' });
    expect(judgeSilence(running, T0 + HOUR)).toMatchObject({ status: 'down', since: T0 + 16 * MINUTE });
  });

  test('a registered silence is judged from the start on', () => {
    const job = aJob({ maxRuntimeMs: DAY, silenceMs: 2 * MINUTE });
    expect(deadlineOf(having(job, ['started', T0]))).toMatchObject({
      at: T0 + 2 * MINUTE,
      reason: 'silent-run',
    });
    expect(deadlineOf(having(job, ['started', T0], ['alive', T0 + MINUTE]))).toMatchObject({
      at: T0 + 3 * MINUTE,
    });
  });

  test('an announcement starts no clock; the start after it does', () => {
    const announced = having(aJob({ maxRuntimeMs: HOUR, silenceMs: MINUTE }), ['pending', T0]);
    expect(deadlineOf(announced)).toBeUndefined();
    expect(deadlineOf(having(announced, ['alive', T0 + SECOND]))).toBeUndefined();
    expect(deadlineOf(having(announced, ['started', T0 + DAY]))).toMatchObject({ at: T0 + DAY + MINUTE });
  });

  test('an announcement of the next run does not stop the clock of the open one', () => {
    const running = having(aJob(), ['started', T0], ['pending', T0 + MINUTE]);
    expect(deadlineOf(running)).toMatchObject({ at: T0 + HOUR, reason: 'overrun' });
  });

  test('a heartbeat outside a run is recorded and changes nothing else', () => {
    const job = aJob();
    expect(having(job, ['alive', T0 + MINUTE])).toEqual({ ...job, lastBeatAt: T0 + MINUTE });
    expect(having(job, ['alive', T0 + MINUTE, 'nobody'])).toEqual({ ...job, lastBeatAt: T0 + MINUTE });
  });

  test('a start, a heartbeat and an end in the same millisecond leave nothing open', () => {
    const job = having(aJob(), ['pending', T0], ['started', T0], ['alive', T0], ['succeeded', T0]);
    expect(job.status).toBe('up');
    expect(job.runs).toEqual({});
    expect(deadlineOf(job)).toBeUndefined();
  });
});

describe('Runs that overlap', () => {
  const two = having(aJob(), ['started', T0, 'a'], ['started', T0 + MINUTE, 'b']);

  test('are told apart by their ids', () => {
    expect(deadlineOf(having(two, ['succeeded', T0 + 2 * MINUTE, 'a']))).toMatchObject({ run: 'b' });
    expect(deadlineOf(having(two, ['succeeded', T0 + 2 * MINUTE, 'b']))).toMatchObject({
      run: 'a',
      at: T0 + HOUR,
    });
  });

  test('a signal without an id speaks of the newest', () => {
    expect(Object.keys(having(two, ['succeeded', T0 + 2 * MINUTE]).runs)).toEqual(['a']);
    expect(having(two, ['alive', T0 + 2 * MINUTE]).runs).toMatchObject({ b: { heardAt: T0 + 2 * MINUTE } });
  });

  test('a signal without an id speaks of the run without one, if that is open', () => {
    const three = having(aJob(), ['started', T0], ['started', T0 + MINUTE, 'b']);
    expect(Object.keys(having(three, ['succeeded', T0 + 2 * MINUTE]).runs)).toEqual(['b']);
    expect(having(three, ['alive', T0 + 2 * MINUTE]).runs).toMatchObject({
      '-': { heardAt: T0 + 2 * MINUTE },
    });
  });

  test('a signal without an id speaks of an open run, not of one that is only announced', () => {
    const waiting = having(aJob(), ['started', T0, 'a'], ['pending', T0 + MINUTE]);
    expect(having(waiting, ['alive', T0 + 2 * MINUTE]).runs).toMatchObject({
      a: { heardAt: T0 + 2 * MINUTE },
    });
    expect(Object.keys(having(waiting, ['succeeded', T0 + 2 * MINUTE]).runs)).toEqual(['-']);
  });

  test('of runs begun in the same millisecond the newest is the same, in whatever order a store keeps them', () => {
    const runs = { a: { startedAt: T0, announcedAt: T0 }, b: { startedAt: T0, announcedAt: T0 } };
    const turned = { b: runs.b, a: runs.a };
    for (const open of [runs, turned]) {
      expect(having({ ...aJob(), runs: open }, ['succeeded', T0 + SECOND]).runs).toEqual({ a: runs.a });
    }
  });

  test('the end of a run that nobody knows ends no other', () => {
    expect(Object.keys(having(two, ['succeeded', T0 + 2 * MINUTE, 'c']).runs)).toEqual(['a', 'b']);
  });

  test('each over its limit is told: what was told is not judged again', () => {
    const first = judgeSilence(two, T0 + 2 * HOUR);
    expect(first.last?.message).toContain('12:00:00');
    const recovered = having(first, ['started', T0 + 2 * HOUR, 'c'], ['succeeded', T0 + 2 * HOUR, 'c']);
    expect(recovered.status).toBe('up');
    const second = judgeSilence(recovered, T0 + 2 * HOUR);
    expect(second).toMatchObject({ status: 'down', reason: 'overrun', since: T0 + 2 * HOUR });
    expect(second.last?.message).toContain('12:01:00');
    const again = having(second, ['started', T0 + 3 * HOUR, 'd'], ['succeeded', T0 + 3 * HOUR, 'd']);
    expect(judgeSilence(again, T0 + 30 * DAY)).toBe(again);
  });

  test('run ids that are names of built-in things are ids like others', () => {
    for (const runId of ['__proto__', 'constructor', 'toString', '1']) {
      expect(having(aJob(), ['pending', T0, runId]).runs[runId]).toEqual({ announcedAt: T0 });
      const running = having(
        aJob(),
        ['alive', T0, runId],
        ['started', T0, runId],
        ['alive', T0 + MINUTE, runId],
      );
      expect(deadlineOf(running)).toMatchObject({ at: T0 + 16 * MINUTE, run: runId });
      const failed = having(running, ['failed', T0 + 2 * MINUTE, runId]);
      expect(failed.status).toBe('down');
      expect(failed.runs).toEqual({});
    }
  });
});

describe('A run that is started again without having ended', () => {
  const NIGHTLY = aScheduler({ at: T0, config: { schedule: cron('30 2 * * *', 'UTC', 30 * MINUTE) } });
  const night = (n: number): number => Date.UTC(2026, 2, 2 + n, 2, 30);

  test.each([undefined, 'nightly'])(
    'is over its maximum counted from its first start (run id %s)',
    (runId) => {
      const dying = having(NIGHTLY, ['started', night(1), runId], ['started', night(2) - SECOND, runId]);
      expect(deadlineOf(dying)).toMatchObject({ at: night(2), reason: 'overrun' });
      const down = judgeSilence(dying, night(2) + SECOND);
      expect(down).toMatchObject({ status: 'down', reason: 'overrun', since: night(2) });
      expect(down.last?.message).toContain('2026-03-03T02:30:00.000Z is longer than 1 d');
    },
  );

  test('a job that dies in each of its runs is told, however punctual it starts', () => {
    let job = NIGHTLY;
    for (let n = 1; n <= 3 && job.status !== 'down'; n++) {
      for (const minute of [0, 1, 2])
        job = judgeSilence(having(job, ['started', night(n) + minute]), night(n) + minute);
    }
    expect(job).toMatchObject({ status: 'down', reason: 'overrun' });
  });

  test('is a fresh run once its overrun was told', () => {
    const down = judgeSilence(having(aJob(), ['started', T0]), T0 + 2 * HOUR);
    const again = having(down, ['started', T0 + 2 * HOUR]);
    expect(again.runs).toEqual({ '-': { startedAt: T0 + 2 * HOUR, announcedAt: T0 + 2 * HOUR } });
  });

  test('that ends in time has told of its silence: nothing is left of its first start', () => {
    const job = having(
      aJob(),
      ['started', T0],
      ['started', T0 + 30 * MINUTE],
      ['succeeded', T0 + 40 * MINUTE],
    );
    expect(job.status).toBe('up');
    expect(job.runs).toEqual({});
    expect(deadlineOf(having(job, ['started', T0 + DAY]))).toMatchObject({ at: T0 + DAY + HOUR });
  });

  test('is silent only from its last start on', () => {
    const job = aJob({ maxRuntimeMs: DAY, silenceMs: 10 * MINUTE });
    const restarted = having(job, ['started', T0], ['alive', T0 + MINUTE], ['started', T0 + 9 * MINUTE]);
    expect(deadlineOf(restarted)).toMatchObject({ at: T0 + 19 * MINUTE, reason: 'silent-run' });
    const unregistered = having(
      aJob(),
      ['started', T0],
      ['alive', T0 + MINUTE],
      ['started', T0 + 9 * MINUTE],
    );
    expect(deadlineOf(unregistered)).toMatchObject({ at: T0 + HOUR, reason: 'overrun' });
  });
});

describe('More runs than are kept', () => {
  const many = (count: number, type: SignalType, from = T0): Event[] =>
    Array.from({ length: count }, (_, i) => [type, from + i * MINUTE, `${type}-${i}`] as const);

  test('are 32 at most', () => {
    expect(Object.keys(having(aJob(), ...many(100, 'started')).runs)).toHaveLength(32);
  });

  test('the oldest stays, so that a job that dies in each run still goes over its maximum', () => {
    const job = having(aJob({ maxRuntimeMs: DAY }), ...many(100, 'started'));
    expect(deadlineOf(job)).toMatchObject({ at: T0 + DAY, run: 'started-0' });
    expect(job.runs).toHaveProperty('started-99');
  });

  test('announced ones are given up before started ones, and told ones before all', () => {
    const told = judgeSilence(having(aJob(), ['started', T0, 'told']), T0 + 2 * HOUR);
    const full = having(told, ...many(1, 'pending', T0 + 2 * HOUR), ...many(30, 'started', T0 + 2 * HOUR));
    const one = having(full, ['started', T0 + 4 * HOUR, 'x']);
    expect(one.runs).not.toHaveProperty('told');
    expect(one.runs).toHaveProperty('pending-0');
    expect(having(one, ['started', T0 + 4 * HOUR, 'y']).runs).not.toHaveProperty('pending-0');
  });
});

describe('What history says about a run', () => {
  test('its start and its duration', () => {
    const running = having(aJob(), ['started', T0, 'a']);
    expect(applySignal(running, { type: 'succeeded', runId: 'a' }, T0 + MINUTE).run).toEqual({
      runId: 'a',
      runStartedAt: T0,
      durationMs: MINUTE,
    });
    expect(applySignal(running, { type: 'alive' }, T0 + MINUTE).run).toEqual({
      runId: 'a',
      runStartedAt: T0,
    });
  });

  test('no duration where it was never started, and the id it was given', () => {
    expect(applySignal(aJob(), { type: 'failed', runId: 'a' }, T0).run).toEqual({ runId: 'a' });
    expect(applySignal(aJob(), { type: 'failed' }, T0).run.runId).toBeUndefined();
    const unnamed = having(aJob(), ['started', T0]);
    expect(applySignal(unnamed, { type: 'failed' }, T0 + SECOND).run).toEqual({
      runId: undefined,
      runStartedAt: T0,
      durationMs: SECOND,
    });
  });
});

describe('A run that never ended', () => {
  const lostBy = (job: ReturnType<typeof aJob>, type: SignalType, at: number, runId?: string) =>
    applySignal(job, { type, runId }, at).run.lost;

  test('is named by the start that takes its place', () => {
    expect(lostBy(having(aJob(), ['started', T0]), 'started', T0 + 1)).toEqual({ startedAt: T0 });
    const named = having(aJob(), ['started', T0, 'a']);
    expect(lostBy(named, 'started', T0 + 1, 'a')).toEqual({ runId: 'a', startedAt: T0 });
    expect(lostBy(named, 'started', T0 + 1, 'b')).toBeUndefined();
    expect(lostBy(named, 'started', T0 + 1)).toBeUndefined();
  });

  test('is not lost by an announcement of the next, unless it was told of', () => {
    const open = having(aJob(), ['started', T0]);
    expect(lostBy(open, 'pending', T0 + 1)).toBeUndefined();
    const told = judgeSilence(open, T0 + 2 * HOUR);
    expect(lostBy(told, 'pending', T0 + 2 * HOUR)).toEqual({ startedAt: T0 });
  });

  test('nothing is lost of one that was only announced, or that ended', () => {
    expect(lostBy(having(aJob(), ['pending', T0]), 'started', T0 + 1)).toBeUndefined();
    expect(lostBy(having(aJob(), ['started', T0], ['failed', T0]), 'started', T0 + 1)).toBeUndefined();
  });

  test('is named by the start of one too many', () => {
    const full = having(
      aJob({ maxRuntimeMs: DAY }),
      ...Array.from({ length: 32 }, (_, i) => ['started', T0 + i, `r${i}`] as const),
    );
    expect(lostBy(full, 'started', T0 + 99, 'x')).toEqual({ runId: 'r1', startedAt: T0 + 1 });
  });
});
