import { describe, expect, it } from '@jest/globals';
import { close } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { Transition } from '../../../core/monitor/transition.ts';
import { judge } from '../../../core/paths/judge.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { recordHeartbeats } from '../../../core/paths/record-heartbeats.ts';
import type { Store } from '../../../core/ports/store.ts';
import { anApplication, MINUTE, SECOND, T0 } from '../../support/monitors.ts';
import { SILENT_LOG } from '../../support/stage.ts';
import { steadyBeat } from './beats.ts';
import { aTransition } from './history.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const NOTHING = { beats: 0, transitions: 0, uptime: undefined };

async function historyOf(store: Store, ref: MonitorRef) {
  const [uptime] = await store.uptimes([ref]);
  return {
    beats: (await store.beats(ref, { limit: 10_000 })).length,
    transitions: (await store.transitions(ref, { limit: 10_000 })).length,
    uptime: uptime?.sequence,
  };
}

/** A monitor with beats, one of them late, transitions of two lives, and an uptime. */
async function withHistory(store: Store, id: string, beats = 5, flips = 3): Promise<Monitor> {
  const monitor = anApplication({ id, status: 'up' });
  await store.create(monitor);
  const times = Array.from({ length: beats }, (_, i) => T0 + 10 + i);
  await store.recordSteady(times.map((at) => steadyBeat(monitor, at, { record: { message: `${at}` } })));
  await store.appendBeat(monitor, { at: T0 + 1, type: 'alive' });
  const transitions = Array.from({ length: flips }, (_, i) =>
    aTransition({ kind: 'application', id, sequence: i + 1, at: T0 + i }),
  );
  await Promise.all(transitions.map((transition) => store.putTransition(transition)));
  await store.countUptime(transitions.at(-1)!);
  await store.putTransition(aTransition({ kind: 'application', id, born: T0 - 5, at: T0 - 3 }));
  return monitor;
}

async function removeAll(store: Store, ref: MonitorRef): Promise<void> {
  for (let i = 0; i < 100; i++) if (await store.removeHistory(ref)) return;
  throw new Error('It never ended');
}

export function describeRemoval(t: StoreUnderTest): void {
  describe('removeHistory', () => {
    it("removes beats, transitions and uptime of one monitor, and nobody else's", async () => {
      const [gone, ...others] = await Promise.all(
        ['app', 'app2', 'ap', 'APP', 'app#1'].map((id) => withHistory(t.store, id)),
      );
      await t.store.appendBeat({ kind: 'daemon', id: 'app' }, { at: T0, type: 'alive' });
      const before = await t.store.read(gone!);
      expect(await historyOf(t.store, gone!)).toEqual({ beats: 6, transitions: 4, uptime: 3 });
      await removeAll(t.store, gone!);
      expect(await historyOf(t.store, gone!)).toEqual(NOTHING);
      expect(await t.store.read(gone!)).toEqual(before);
      for (const other of others) {
        expect(await historyOf(t.store, other)).toEqual({ beats: 6, transitions: 4, uptime: 3 });
      }
      expect(await t.store.beats({ kind: 'daemon', id: 'app' }, { limit: 10 })).toHaveLength(1);
    });

    it('removes hundreds of each', async () => {
      const monitor = await withHistory(t.store, 'app', 450, 450);
      expect(await historyOf(t.store, monitor)).toMatchObject({ beats: 451, transitions: 451 });
      await removeAll(t.store, monitor);
      expect(await historyOf(t.store, monitor)).toEqual(NOTHING);
    }, 60_000);

    it('has nothing to do where nothing happened, or where it was done before', async () => {
      await t.store.create(anApplication());
      for (const id of [anApplication().id, 'nobody']) {
        const ref = { kind: 'application', id } as const;
        await removeAll(t.store, ref);
        expect(await t.store.removeHistory(ref)).toBe(true);
        expect(await historyOf(t.store, ref)).toEqual(NOTHING);
      }
    });

    it('by many at once is as good as by one', async () => {
      const monitor = await withHistory(t.store, 'app', 40);
      await Promise.all(Array.from({ length: 5 }, () => removeAll(t.store, monitor)));
      expect(await historyOf(t.store, monitor)).toEqual(NOTHING);
    });
  });

  describe('the end of an application', () => {
    it('is told, then its history goes, and then it goes itself', async () => {
      const { store, clock } = t;
      const published: Transition[] = [];
      const deps = {
        store,
        clock,
        queue: { send: async () => 0 },
        settleMs: 0,
        log: SILENT_LOG,
        operators: { tell: async () => true },
        listen: async () => true,
        publisher: { publish: async (transition: Transition) => void published.push(transition) },
      };
      const ref = anApplication();
      const judged = async () => {
        const { dueAt } = (await store.read(ref))!;
        await judge(deps, { ref, dueAt: dueAt! });
      };
      await store.create(ref);
      for (const type of ['alive', 'failed', 'alive', 'failed'] as const) {
        const at = clock.advance(SECOND);
        await recordHeartbeats(deps, [{ ref, signal: { type }, credential: { admin: false } }], at);
        await judged();
      }
      await changeMonitor(deps, ref, (monitor) => close(monitor, clock.now()), clock.now());
      await judged();
      expect(published.map(({ to }) => to)).toEqual(['up', 'down', 'up', 'down', 'closed']);
      expect(await historyOf(store, ref)).toEqual({ beats: 4, transitions: 5, uptime: 5 });
      clock.advance(MINUTE + 1);
      await judged();
      expect(await historyOf(store, ref)).toEqual(NOTHING);
      expect(await store.read(ref)).toBeUndefined();
      expect((await store.listMonitors('application', { limit: 10 })).items).toEqual([]);
      for await (const due of store.dueMonitors(clock.now() + MINUTE)) expect(due).toEqual([]);
      expect(published).toHaveLength(5);
    });
  });
}
