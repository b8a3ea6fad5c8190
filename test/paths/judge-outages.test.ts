import { describe, expect, test } from '@jest/globals';
import { close, createMonitor } from '../../core/monitor/lifecycle.ts';
import type { Run } from '../../core/monitor/monitor.ts';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { meanwhile } from '../support/intercept.ts';
import { aScheduler, aService, cron, DAY, every, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const WINDOW = 5 * MINUTE;

/** A service that reported a failure at T0, which could not be published. */
function untoldFailure() {
  const stage = new Stage();
  stage.publishes = false;
  const monitor = stage.putFlipped(heardAt(aService(), T0 - SECOND), { type: 'failed' });
  return { stage, monitor };
}

describe('while publishing fails', () => {
  test('judge lets the ticket go: nothing is sent again, and dueAt stays for the sweep', async () => {
    const { stage, monitor } = untoldFailure();
    await stage.judge(monitor);
    expect(stage.takeSent()).toEqual([]);
    expect(stage.stored(monitor)).toMatchObject({ dueAt: T0, published: 0 });
    stage.publishes = true;
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up down reported-failure']);
  });

  test('an hour of it costs one ticket per sweep', async () => {
    const { stage, monitor } = untoldFailure();
    let tickets = 0;
    for (let minute = 0; minute < 60; minute++) {
      await stage.sweep();
      for (const { dueAt } of stage.takeSent()) {
        tickets += 1;
        await stage.judge(monitor, dueAt);
      }
      stage.clock.advance(MINUTE);
    }
    expect(tickets).toBe(60);
  });

  test('a silence is still judged, and its flip moves what waits to history first', async () => {
    const stage = new Stage();
    stage.publishes = false;
    const monitor = stage.putFlipped(aService(), { type: 'alive' });
    stage.clock.set(T0 + WINDOW + MINUTE);
    const store = meanwhile(stage.store, 'change', async () => {
      expect(await stage.store.transition(monitor, T0, 1)).toMatchObject({ to: 'up' });
    });
    await stage.judge(monitor, monitor.dueAt, { store });
    expect(stage.stored(monitor)).toMatchObject({ status: 'down', sequence: 2, published: 0 });
    expect(stage.stored(monitor).dueAt).toBe(stage.clock.now());
    stage.publishes = true;
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['unknown up heartbeat', 'up down missed']);
  });

  test('a silence loses nothing of what waits behind the entry that could not be published', async () => {
    const { stage, monitor } = untoldFailure();
    await stage.beat(monitor, 'alive');
    stage.clock.set(T0 + WINDOW + MINUTE);
    await stage.judge(monitor);
    expect(stage.stored(monitor)).toMatchObject({ status: 'down', sequence: 3, published: 0 });
    stage.publishes = true;
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up down reported-failure', 'down up recovered', 'up down missed']);
  });

  test('a monitor that flaps all the while does not grow, and is told in full afterwards', async () => {
    const { stage, monitor } = untoldFailure();
    const size = () => JSON.stringify(stage.stored(monitor)).length;
    const early = size();
    for (let i = 0; i < 1_000; i++) {
      stage.clock.advance(SECOND);
      await stage.beat(monitor, i % 2 ? 'failed' : 'alive');
      if (i % 60 === 0) await stage.judge(monitor);
    }
    expect(size()).toBeLessThan(early + 50);
    stage.publishes = true;
    await stage.pass(5 * MINUTE);
    expect(stage.published.map((t) => t.sequence).slice(0, 1_001)).toEqual(
      Array.from({ length: 1_001 }, (_, i) => i + 1),
    );
    expect(hasWaiting(stage.stored(monitor))).toBe(false);
  });

  test('now and then, a long outbox still gets shorter each time', async () => {
    const { stage, monitor } = untoldFailure();
    for (let i = 1; i < 10; i++) await stage.beat(monitor, i % 2 ? 'alive' : 'failed', T0 + i);
    stage.publishes = true;
    const publisher = meanwhile(stage.publisher, 'publish', (call) => {
      if (call % 4 === 0) throw new Error('Now and then');
    });
    for (let i = 0; i < 4; i++) await stage.judge(monitor, undefined, { publisher });
    expect(stage.published.map((t) => t.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a process that ends in the middle of a long outbox has not worked in vain', async () => {
    const { stage, monitor } = untoldFailure();
    for (let i = 1; i < 1_000; i++) await stage.beat(monitor, i % 2 ? 'alive' : 'failed', T0 + i);
    stage.publishes = true;
    const publisher = meanwhile(stage.publisher, 'publish', (call) =>
      call === 200 ? new Promise(() => {}) : undefined,
    );
    void stage.judge(monitor, undefined, { publisher });
    for (let turn = 0; turn < 20_000; turn++) await Promise.resolve();
    expect(stage.published).toHaveLength(199);
    expect(stage.stored(monitor).published).toBeGreaterThanOrEqual(100);
  });

  test('what an earlier life left untold stays one span, however much of it was told', async () => {
    const { stage, monitor } = untoldFailure();
    for (let i = 1; i < 500; i++) await stage.beat(monitor, i % 2 ? 'alive' : 'failed', T0 + i);
    const at = T0 + MINUTE;
    const ended = (await changeMonitor(stage.recordDeps, monitor, (m) => close(m, at), at))!;
    await stage.store.putTransition(ended.last!);
    stage.put(createMonitor(monitor, monitor.config, undefined, at, ended));
    stage.publishes = true;
    const publisher = meanwhile(stage.publisher, 'publish', (call) => {
      if (call > 10) throw new Error('Out again');
    });
    await stage.judge(monitor, undefined, { publisher });
    expect(stage.stored(monitor).inherited).toEqual([{ born: T0, first: 11, last: 501 }]);
    stage.clock.set(at);
    await stage.pass(5 * MINUTE);
    expect(stage.published.map((t) => t.sequence)).toEqual(Array.from({ length: 501 }, (_, i) => i + 1));
    expect(hasWaiting(stage.stored(monitor))).toBe(false);
  });
});

describe('a schedule that cannot be evaluated', () => {
  const broken = { schedule: cron('every full moon') };

  test('is looked at again in an hour and reported, and the others go on', async () => {
    const stage = new Stage();
    const bad = stage.put({ ...heardAt(aService({ id: 'bad', config: broken }), T0), dueAt: T0 });
    const good = stage.put(heardAt(aService({ id: 'good', config: { schedule: every(MINUTE) } }), T0));
    await stage.pass(10 * MINUTE);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.stored(good).status).toBe('down');
    expect(stage.stored(bad)).toMatchObject({ status: 'up', dueAt: T0 + 501 + HOUR });
    expect(stage.notices).toEqual([
      {
        kind: 'judging',
        subject: 'service/bad cannot be judged',
        text: expect.stringContaining('every hour'),
      },
    ]);
  });

  test('does not put off an alert that could not be published', async () => {
    const stage = new Stage();
    stage.publishes = false;
    const monitor = stage.putFlipped(aService({ config: broken }), { type: 'alive' });
    await stage.judge(monitor);
    expect(stage.stored(monitor).dueAt).toBe(T0);
    stage.publishes = true;
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['unknown up heartbeat']);
    expect(stage.notices).toHaveLength(1);
  });
});

describe('a run over its limits', () => {
  const startedAt = T0;
  const runLimits = { maxRuntimeMs: HOUR, silenceMs: 2 * HOUR };
  /** A job outside its schedule, so that only its runs are judged. */
  function runningJob(runs: Record<string, Run>, limits = runLimits) {
    const stage = new Stage();
    const config = { schedule: { type: 'none' } as const, runLimits: limits };
    const job = stage.put({ ...heardAt(aScheduler({ config }), T0), runs });
    return { stage, job };
  }
  const run = { startedAt, announcedAt: startedAt, heardAt: startedAt };

  test('is told although a heartbeat of it is stored between the read and the flip', async () => {
    const { stage, job } = runningJob({ '-': run });
    stage.clock.set(T0 + HOUR + SECOND);
    const store = meanwhile(stage.store, 'change', async () => {
      stage.clock.advance(1);
      expect(await stage.beat(job)).toEqual(['recorded']);
    });
    await stage.judge(job, job.dueAt, { store });
    expect(stage.stored(job)).toMatchObject({ status: 'down', reason: 'overrun', sequence: 1 });
    expect(stage.stored(job).lastBeatAt).toBe(stage.clock.now());
  });

  test('does not undo a heartbeat of another run that is stored meanwhile', async () => {
    const later = { startedAt: T0 + MINUTE, announcedAt: T0 + MINUTE, heardAt: T0 + MINUTE };
    const { stage, job } = runningJob({ a: run, b: later });
    const heardB = { ref: job, signal: { type: 'alive', runId: 'b' }, credential: { admin: false } } as const;
    const at = stage.clock.advance(HOUR + SECOND);
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call > 1) return;
      const { ref, signal, credential } = heardB;
      const record = { at, type: 'alive', runId: 'b' } as const;
      expect(await stage.store.recordSteady([{ ref, credential, state: { run: 'b' }, record }])).toEqual([
        true,
      ]);
      expect(signal.runId).toBe('b');
    });
    await stage.judge(job, job.dueAt, { store });
    expect(stage.stored(job)).toMatchObject({ status: 'down', reason: 'overrun' });
    expect(stage.stored(job).runs).toMatchObject({ a: { told: true }, b: { heardAt: at } });
  });

  test('is told once, and its longest runtime may be longer than a day', async () => {
    const { stage, job } = runningJob({ '-': run }, { maxRuntimeMs: 2 * DAY, silenceMs: 3 * DAY });
    await stage.pass(3 * DAY + HOUR);
    expect(stage.told).toEqual(['up down overrun']);
    expect(stage.published[0]!.at).toBe(T0 + 2 * DAY);
    expect(stage.stored(job).dueAt).toBeUndefined();
  });
});
