import { describe, expect, test } from '@jest/globals';
import { close, pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import { addMonitor, changeMonitor } from '../../core/paths/manage-monitors.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { meanwhile } from '../support/intercept.ts';
import { aService, CONFIG_OF, every, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const REF = { kind: 'service', id: 'payment-api' } as const;
const NIGHTLY = { kind: 'scheduler', id: 'nightly-backup' } as const;

const add = (stage: Stage, at = stage.clock.now()) =>
  addMonitor(stage.recordDeps, REF, CONFIG_OF.service, undefined, at);

const closeNow = (stage: Stage) => {
  const at = stage.clock.now();
  return changeMonitor(stage.recordDeps, REF, (m) => close(m, at), at);
};

describe('adding a monitor', () => {
  test('begins a life, and nobody is woken for what is not expected yet', async () => {
    const stage = new Stage();
    expect(await add(stage)).toMatchObject({ status: 'unknown', born: T0, version: 1, sequence: 0 });
    expect(stage.stored(REF).dueAt).toBeUndefined();
    expect(stage.takeSent()).toEqual([]);
  });

  test('that must speak from the start arms its deadline, with its ticket where that is near', async () => {
    const stage = new Stage();
    const config = { ...CONFIG_OF.scheduler, schedule: every(MINUTE) };
    await addMonitor(stage.recordDeps, NIGHTLY, config, undefined, T0);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + MINUTE, delayMs: MINUTE + 501 }]);
    await stage.judge(NIGHTLY, T0 + MINUTE);
    stage.clock.advance(MINUTE + SECOND);
    await stage.pass(SECOND);
    expect(stage.told).toEqual(['unknown down never-heard']);
  });

  test('does nothing where it exists already', async () => {
    const stage = new Stage();
    const present = stage.put(heardAt(aService(), T0));
    expect(await add(stage)).toBeUndefined();
    expect(stage.stored(REF)).toBe(present);
  });

  test('two at once make one', async () => {
    const stage = new Stage();
    const made = await Promise.all([add(stage), add(stage), add(stage)]);
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('over a closed life that was not told to its end: the new one tells it', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService(), T0));
    stage.publishes = false;
    await stage.beat(REF, 'failed');
    await closeNow(stage);
    const made = await add(stage);
    expect(made).toMatchObject({ born: T0 + 1, inherited: [{ born: T0, first: 1, last: 2 }], dueAt: T0 });
    stage.publishes = true;
    // All tickets were lost; the sweep finds what waits.
    stage.takeSent();
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up down reported-failure', 'down closed deleted']);
    expect(stage.stored(REF).inherited).toBeUndefined();
    expect(stage.stored(REF)).toMatchObject({ status: 'unknown', sequence: 0 });
  });

  test('a life closed while it waited to be told passes all on, over several lives', async () => {
    const stage = new Stage();
    stage.publishes = false;
    for (let life = 0; life < 3; life++) {
      await add(stage);
      await stage.beat(REF, 'failed', T0 + life);
      await closeNow(stage);
    }
    stage.publishes = true;
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(
      Array(3).fill(['unknown down reported-failure', 'down closed deleted']).flat(),
    );
    expect(new Set(stage.published.map((t) => t.born)).size).toBe(3);
    expect(await stage.store.read(REF)).toBeUndefined();
  });

  test('over a closed life that is drained at the same moment loses nothing', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService(), T0));
    await closeNow(stage);
    const store = meanwhile(stage.store, 'create', (call) => (call === 1 ? stage.judge(REF) : undefined));
    const made = await addMonitor({ ...stage.recordDeps, store }, REF, CONFIG_OF.service, undefined, T0);
    expect(made).toMatchObject({ status: 'unknown' });
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up closed deleted']);
  });

  test('that loses its race five times says so', async () => {
    const stage = new Stage();
    const store = meanwhile(stage.store, 'create', async (call) => {
      if (call % 2 === 1) await add(stage);
      stage.store.monitors.set('service/payment-api', {
        ...stage.stored(REF),
        status: 'closed',
        version: call + 7,
      });
    });
    const work = addMonitor({ ...stage.recordDeps, store }, REF, CONFIG_OF.service, undefined, T0);
    await expect(work).rejects.toThrow(StoreUnavailable);
  });
});

describe('changing a monitor', () => {
  const change = (stage: Stage, by: Parameters<typeof changeMonitor>[2], at = stage.clock.now()) =>
    changeMonitor(stage.recordDeps, REF, by, at);

  test('that is not there or is closed does nothing', async () => {
    const stage = new Stage();
    expect(await change(stage, (m) => pause(m, T0))).toBeUndefined();
    stage.put({ ...aService(), status: 'closed' });
    expect(await change(stage, (m) => pause(m, T0))).toBeUndefined();
  });

  test('to what it is already writes nothing', async () => {
    const stage = new Stage();
    const monitor = stage.put(heardAt(aService(), T0));
    expect(await change(stage, (m) => m)).toBe(monitor);
    expect(stage.stored(REF).version).toBe(1);
  });

  test('paused, it is never judged; resumed, it counts from then on', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService(), T0));
    await change(stage, (m) => pause(m, T0));
    await stage.pass(HOUR);
    expect(stage.told).toEqual(['up paused paused']);
    expect(stage.stored(REF).dueAt).toBeUndefined();
    const resumedAt = stage.clock.now();
    await change(stage, (m) => resume(m, resumedAt));
    await stage.pass(5 * MINUTE);
    expect(stage.told).toEqual(['up paused paused', 'paused unknown resumed']);
    await stage.pass(SECOND);
    expect(stage.told.at(-1)).toBe('unknown down missed');
    expect(stage.published.at(-1)!.at).toBe(resumedAt + 5 * MINUTE);
  });

  test('a pause that comes while judge is about to write its silence wins', async () => {
    const stage = new Stage();
    const monitor = stage.put(heardAt(aService(), T0));
    stage.clock.set(T0 + 6 * MINUTE);
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call === 1) await change(stage, (m) => pause(m, stage.clock.now()));
    });
    await stage.judge(monitor, monitor.dueAt, { store });
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up paused paused']);
  });

  test('a shorter window brings dueAt nearer with its ticket, a longer one leaves it to judge', async () => {
    const stage = new Stage();
    const monitor = stage.put(heardAt(aService(), T0));
    const withWindow = (ms: number) =>
      change(stage, (m) => reconfigure(m, { ...m.config, schedule: every(ms) }, undefined, T0));
    await withWindow(MINUTE);
    expect(stage.stored(REF).dueAt).toBe(T0 + MINUTE);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + MINUTE, delayMs: MINUTE + 501 }]);
    await withWindow(HOUR);
    expect(stage.stored(REF).dueAt).toBe(T0 + MINUTE);
    expect(stage.takeSent()).toEqual([]);
    await stage.judge(monitor);
    expect(stage.stored(REF).dueAt).toBe(T0 + HOUR);
  });

  test('keeps a beat that is stored between its read and its write', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService(), T0));
    const store = meanwhile(stage.store, 'change', () => stage.beat(REF, 'alive', T0 + MINUTE));
    const renamed = await changeMonitor(
      { ...stage.recordDeps, store },
      REF,
      (m) => ({ ...m, config: { ...m.config, name: 'Renamed' } }),
      T0,
    );
    expect(renamed?.config.name).toBe('Renamed');
    expect(stage.stored(REF)).toMatchObject({ lastBeatAt: T0 + MINUTE, config: { name: 'Renamed' } });
  });

  test('that loses its race five times says so', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService(), T0));
    const store = meanwhile(stage.store, 'change', async (call) => {
      const read = stage.stored(REF);
      await stage.store.change(read, { ...read, countFrom: T0 + call });
    });
    const work = changeMonitor({ ...stage.recordDeps, store }, REF, (m) => pause(m, T0), T0);
    await expect(work).rejects.toThrow(StoreUnavailable);
  });
});
