import { describe, expect, test } from '@jest/globals';
import { close } from '../../core/monitor/lifecycle.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import { CrashingWorld, type CrashPoint } from '../support/crashing-world.ts';
import { meanwhile, overriding } from '../support/intercept.ts';
import { anApplication, aService, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

async function historyOf(store: HistoryStore, ref: MonitorRef) {
  const [uptime] = await store.uptimes([ref]);
  const beats = await store.beats(ref, { limit: 10 });
  const transitions = await store.transitions(ref, { limit: 10 });
  return { beats: beats.length, transitions: transitions.length, uptime: uptime !== undefined };
}

const NOTHING = { beats: 0, transitions: 0, uptime: false };

/** An application that was heard and failed, and is closed now; nothing of that was told yet. */
async function closed(stage: Stage) {
  const ref = stage.put(heardAt(anApplication(), T0 - SECOND));
  await stage.beat(ref, 'failed');
  await changeMonitor(stage.recordDeps, ref, (m) => close(m, T0), T0);
  return ref;
}

describe('judge ends the life of a monitor whose id is never given again', () => {
  test('told first, at rest for a minute, then without its history, and then gone', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    await stage.judge(ref);
    expect(stage.told).toEqual(['up down reported-failure', 'down closed deleted']);
    expect(stage.stored(ref)).toMatchObject({ status: 'closed', dueAt: T0 + MINUTE });
    expect(stage.sent.at(-1)).toMatchObject({ delayMs: MINUTE + 501, ticket: { dueAt: T0 + MINUTE } });
    await stage.pass(MINUTE + 500);
    expect(await historyOf(stage.store, ref)).toEqual({ beats: 1, transitions: 2, uptime: true });
    await stage.pass(1);
    expect(await historyOf(stage.store, ref)).toEqual(NOTHING);
    expect(stage.stored(ref)).toMatchObject({ expiresAt: T0 + MINUTE + 501 });
    expect(await stage.store.read(ref)).toBeUndefined();
  });

  test('a ticket that comes before the rest is over waits for its end, and writes nothing', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    await stage.judge(ref);
    const resting = stage.stored(ref);
    stage.takeSent();
    stage.clock.advance(10 * SECOND);
    await stage.judge(ref);
    expect(stage.stored(ref)).toBe(resting);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + MINUTE, delayMs: 50 * SECOND }]);
  });

  test('nothing goes while its end is not told', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    stage.publishes = false;
    await stage.pass(10 * MINUTE);
    expect(stage.stored(ref)).toMatchObject({ status: 'closed', dueAt: T0, published: 0 });
    expect((await historyOf(stage.store, ref)).beats).toBe(1);
    stage.publishes = true;
    await stage.pass(2 * MINUTE);
    expect(stage.told.at(-1)).toBe('down closed deleted');
    expect(await historyOf(stage.store, ref)).toEqual(NOTHING);
    expect(await stage.store.read(ref)).toBeUndefined();
  });

  test('much history goes bit by bit, by one line of tickets however many came', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    await stage.pass(MINUTE);
    let rounds = 0;
    const store = overriding(stage.store, (method, act) => {
      if (method !== 'removeHistory' || ++rounds % 100 === 0) return act;
      return async () => false;
    });
    const judging = () => stage.judge(ref, undefined, { store });
    stage.clock.advance(SECOND);
    await Promise.all([judging(), judging(), judging()]);
    rounds = 0;
    stage.takeSent();
    while (rounds < 50) {
      stage.clock.advance(2 * SECOND);
      const before = stage.stored(ref);
      await Promise.all([judging(), judging()]);
      expect(stage.stored(ref).dueAt).toBe(stage.clock.now() + SECOND);
      expect(stage.stored(ref).version).toBe(before.version + 1);
      expect(stage.takeSent()).toHaveLength(1);
      expect(await stage.store.read(ref)).toBeDefined();
    }
    await stage.pass(10 * SECOND);
    expect(await historyOf(stage.store, ref)).toEqual(NOTHING);
    expect(await stage.store.read(ref)).toBeUndefined();
  });

  test('where the history cannot be removed it stays due, and the next sweep goes on', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    await stage.pass(MINUTE);
    const store = overriding(stage.store, (method, act) =>
      method === 'removeHistory' ? () => Promise.reject(new Error('The disk is full')) : act,
    );
    stage.clock.advance(SECOND);
    await expect(stage.judge(ref, undefined, { store })).rejects.toThrow('The disk is full');
    expect(stage.stored(ref)).toMatchObject({ status: 'closed', dueAt: T0 + MINUTE });
    await stage.pass(MINUTE);
    expect(await stage.store.read(ref)).toBeUndefined();
  });

  test('a judge that was held up for seconds brings nothing back', async () => {
    const stage = new Stage();
    const ref = await closed(stage);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const publisher = meanwhile(stage.publisher, 'publish', () => held);
    const slow = stage.judge(ref, undefined, { publisher });
    await stage.judge(ref);
    await stage.pass(50 * SECOND);
    release();
    await slow;
    await stage.pass(MINUTE);
    expect(await historyOf(stage.store, ref)).toEqual(NOTHING);
  });
});

test('a service may come again under its id: it keeps its history and goes at once', async () => {
  const stage = new Stage();
  const ref = stage.put(heardAt(aService(), T0 - SECOND));
  await stage.beat(ref, 'failed');
  await changeMonitor(stage.recordDeps, ref, (m) => close(m, T0), T0);
  await stage.judge(ref);
  expect(await stage.store.read(ref)).toBeUndefined();
  await stage.pass(10 * MINUTE);
  expect(await historyOf(stage.store, ref)).toEqual({ beats: 1, transitions: 2, uptime: true });
});

describe('a crash on the way of an end', () => {
  const DOWN = {
    ...heardAt(anApplication(), T0 - MINUTE),
    status: 'down',
    reason: 'missed',
    dueAt: undefined,
  } as const;
  const END = `application/${DOWN.id}/${T0}/1`;

  async function ending(world: CrashingWorld): Promise<boolean> {
    return (await world.closes(DOWN)) && world.live(4 * MINUTE);
  }

  async function newWorld(): Promise<CrashingWorld> {
    const world = new CrashingWorld();
    world.put({ ...DOWN, dueAt: undefined });
    await world.store.appendBeat(DOWN, { at: T0 - MINUTE, type: 'alive' });
    return world;
  }

  test('at any call: its end is told, and then neither it nor its history is left', async () => {
    const whole = await newWorld();
    whole.restart();
    await ending(whole);
    const last = whole.calls.lastIndexOf('store.change') + 1;
    const points = Array.from({ length: last }, (_, i): CrashPoint[] => [
      { call: i + 1, when: 'before' },
      { call: i + 1, when: 'after' },
    ]).flat();
    expect(points.length).toBeGreaterThan(40);
    for (const point of points) {
      const world = await newWorld();
      world.restart(point);
      expect({ point, survived: await ending(world) }).toEqual({ point, survived: false });
      world.restart();
      if (world.stored(DOWN).status !== 'closed') await world.closes(DOWN);
      await world.live(5 * MINUTE);
      const delivery = world.store.deliveries.get(`${END} pager`);
      expect({
        point,
        told: delivery?.state,
        ids: [...new Set(world.deliveredIds)],
        left: await world.store.read(DOWN),
        history: await historyOf(world.store, DOWN),
      }).toEqual({ point, told: 'delivered', ids: [END], left: undefined, history: NOTHING });
    }
  });
});
