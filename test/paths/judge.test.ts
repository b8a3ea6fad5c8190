import { describe, expect, test } from '@jest/globals';
import { close, createMonitor, reconfigure } from '../../core/monitor/lifecycle.ts';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { meanwhile } from '../support/intercept.ts';
import { aService, CONFIG_OF, every, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

/** 500 ms of settling and the last millisecond of the deadline itself. */
const SETTLED = 501;
const WINDOW = 5 * MINUTE;

/** A service heard at T0, at the end of whose window the clock stands. */
function silentService(settledBy = SETTLED) {
  const stage = new Stage();
  const monitor = stage.put(heardAt(aService(), T0));
  stage.clock.set(T0 + WINDOW + settledBy);
  return { stage, monitor };
}

describe('judge drains the outbox', () => {
  test('whatever dueAt the ticket names, and only then drops a ticket for another dueAt', async () => {
    const stage = new Stage();
    const monitor = stage.putFlipped(heardAt(aService(), T0 - SECOND), { type: 'failed' });
    await stage.judge(monitor, T0 - 12_345);
    expect(stage.told).toEqual(['up down reported-failure']);
    expect(stage.stored(monitor)).toMatchObject({ published: 1, sequence: 1, dueAt: monitor.dueAt });
    expect(stage.takeSent()).toEqual([]);
  });

  test('and a dropped ticket with an empty outbox writes nothing at all', async () => {
    const { stage, monitor } = silentService();
    await stage.judge(monitor, monitor.dueAt! - 1);
    expect(stage.stored(monitor)).toBe(monitor);
    expect(stage.takeSent()).toEqual([]);
    expect(stage.canaries).toBe(0);
  });

  test('and keeps a transition that is appended while it publishes', async () => {
    const stage = new Stage();
    const monitor = stage.putFlipped(heardAt(aService(), T0 - SECOND), { type: 'failed' });
    const publisher = meanwhile(stage.publisher, 'publish', async (call) => {
      if (call === 1) await stage.beat(monitor, 'alive');
    });
    await stage.judge(monitor, monitor.dueAt, { publisher });
    expect(stage.told).toEqual(['up down reported-failure', 'down up recovered']);
    expect(hasWaiting(stage.stored(monitor))).toBe(false);
  });

  test('and never takes the alert of a new life for an old one it has just published', async () => {
    const stage = new Stage();
    const old = stage.putFlipped(heardAt(aService(), T0 - SECOND), { type: 'failed' });
    const reborn = createMonitor(old, CONFIG_OF.service, undefined, T0 + 1);
    const publisher = meanwhile(stage.publisher, 'publish', (call) => {
      if (call === 1) stage.putFlipped(heardAt(reborn, T0), { type: 'failed' }, T0 + 1);
    });
    await stage.judge(old, old.dueAt, { publisher });
    expect(stage.published.map((t) => [t.born, t.sequence])).toEqual([
      [old.born, 1],
      [reborn.born, 1],
    ]);
  });
});

describe('judge finds a monitor alive', () => {
  test('and moves dueAt to the true deadline with exactly one ticket if that is within 150 s', async () => {
    const stage = new Stage();
    const config = { schedule: every(2 * MINUTE) };
    const monitor = stage.put({ ...heardAt(aService({ config }), T0), dueAt: T0 - MINUTE });
    await stage.judge(monitor);
    expect(stage.stored(monitor).dueAt).toBe(T0 + 2 * MINUTE);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + 2 * MINUTE, delayMs: 2 * MINUTE + SETTLED }]);
  });

  test('and sends no ticket for a deadline beyond 150 s: the sweep does', async () => {
    const stage = new Stage();
    const monitor = stage.put({ ...heardAt(aService(), T0), dueAt: T0 - MINUTE });
    await stage.judge(monitor);
    expect(stage.stored(monitor).dueAt).toBe(T0 + WINDOW);
    expect(stage.takeSent()).toEqual([]);
  });

  test('and removes dueAt where silence means nothing any more', async () => {
    const stage = new Stage();
    const monitor = stage.put({ ...aService(), status: 'paused', reason: 'paused', dueAt: T0 });
    await stage.judge(monitor);
    expect(stage.stored(monitor).dueAt).toBeUndefined();
    expect(stage.takeSent()).toEqual([]);
  });

  test.each([
    ['long before the deadline', -2_500, 2_500 + SETTLED],
    ['at the deadline itself', 0, 1_000],
    ['while beats may still be on their way to the store', 500, 1_000],
  ])('%s it sends the same ticket again, at least a second later', async (_name, past, delayMs) => {
    const { stage, monitor } = silentService(past);
    await stage.judge(monitor);
    expect(stage.stored(monitor)).toBe(monitor);
    expect(stage.takeSent()).toEqual([{ dueAt: monitor.dueAt, delayMs }]);
  });

  test('after five lost rounds it sends the same ticket again a second later', async () => {
    const stage = new Stage();
    const monitor = stage.put({ ...heardAt(aService(), T0), dueAt: T0 - MINUTE });
    let rounds = 0;
    const store = meanwhile(stage.store, 'change', async () => {
      rounds += 1;
      const read = (await stage.store.read(monitor))!;
      await stage.store.change(read, { ...read, countFrom: T0 + rounds });
    });
    await stage.judge(monitor, monitor.dueAt, { store });
    expect(rounds).toBe(5);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 - MINUTE, delayMs: 1_000 }]);
  });
});

describe('judge finds a monitor silent', () => {
  test('and writes a flip dated at the deadline, due now, with one ticket without delay', async () => {
    const { stage, monitor } = silentService(40 * SECOND);
    await stage.judge(monitor);
    const now = stage.clock.now();
    expect(stage.stored(monitor)).toMatchObject({ status: 'down', reason: 'missed', dueAt: now });
    expect(stage.stored(monitor).last).toMatchObject({ at: T0 + WINDOW, sequence: 1, lastBeatAt: T0 });
    expect(stage.takeSent()).toEqual([{ dueAt: now, delayMs: 0 }]);
    expect(stage.told).toEqual([]);
    await stage.judge(monitor);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.stored(monitor).dueAt).toBeUndefined();
    expect(stage.takeSent()).toEqual([]);
  });

  test('but a beat stored between its read and its flip wins', async () => {
    const { stage, monitor } = silentService();
    // Received in time, and stored within the settle time of another clock.
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call === 1) await stage.beat(monitor, 'alive', T0 + WINDOW);
    });
    await stage.judge(monitor, monitor.dueAt, { store });
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', sequence: 0, dueAt: T0 + 2 * WINDOW });
    await stage.pass(MINUTE);
    expect(stage.told).toEqual([]);
  });

  test('and a config write in between does not spare it: it is judged again at once', async () => {
    const { stage, monitor } = silentService();
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call > 1) return;
      const config = { ...monitor.config, name: 'Renamed' };
      await changeMonitor(stage.recordDeps, monitor, (m) => reconfigure(m, config, undefined, T0), T0);
    });
    await stage.judge(monitor, monitor.dueAt, { store });
    expect(stage.stored(monitor)).toMatchObject({ status: 'down', sequence: 1, config: { name: 'Renamed' } });
  });

  test('and two judges with the same ticket tell of it once', async () => {
    const { stage, monitor } = silentService();
    await Promise.all([stage.judge(monitor), stage.judge(monitor), stage.judge(monitor)]);
    expect(stage.stored(monitor).sequence).toBe(1);
    expect(stage.takeSent()).toHaveLength(1);
  });

  test('a ticket made for the earlier life of an id does no harm to the new one', async () => {
    const { stage, monitor } = silentService();
    const at = stage.clock.now();
    stage.put(createMonitor(monitor, CONFIG_OF.service, undefined, at, close(monitor, at)));
    await stage.judge(monitor, monitor.dueAt);
    expect(stage.stored(monitor)).toMatchObject({ born: at, status: 'unknown', sequence: 0 });
    expect(stage.takeSent()).toEqual([]);
  });

  test('a ticket for a monitor that is gone does nothing', async () => {
    const stage = new Stage();
    await stage.judge(aService(), T0);
    expect(stage.takeSent()).toEqual([]);
  });
});

describe('judge ends a life', () => {
  test('only once its closing transition has left the outbox', async () => {
    const stage = new Stage();
    const open = stage.put(heardAt(aService(), T0));
    await changeMonitor(stage.recordDeps, open, (m) => close(m, T0), T0);
    stage.publishes = false;
    await stage.judge(open);
    expect(stage.stored(open)).toMatchObject({ status: 'closed', dueAt: T0 });
    expect(stage.stored(open).expiresAt).toBeUndefined();
    stage.publishes = true;
    await stage.judge(open);
    expect(stage.told).toEqual(['up closed deleted']);
    expect(stage.stored(open)).toMatchObject({ expiresAt: T0 });
    expect(stage.stored(open).dueAt).toBeUndefined();
    expect(await stage.store.read(open)).toBeUndefined();
  });

  test('and a daemon that is silent beyond its retention is forgotten after it was told as down', async () => {
    const stage = new Stage();
    const config = { retentionMs: 10 * MINUTE };
    const daemon = stage.put(heardAt(aService({ config }), T0));
    await stage.pass(20 * MINUTE);
    expect(stage.told).toEqual(['up down missed', 'down closed forgotten']);
    expect(stage.published.map((t) => t.at)).toEqual([T0 + WINDOW, T0 + WINDOW + 10 * MINUTE]);
    expect(await stage.store.read(daemon)).toBeUndefined();
  });
});
