import { describe, expect, it } from '@jest/globals';
import type { Transition } from '../../../core/monitor/transition.ts';
import { aService, DAY, T0 } from '../../support/monitors.ts';
import { beat } from './beats.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const REF = { kind: 'service', id: 'payment-api' } as const;

export function aTransition(overrides: Partial<Transition> = {}): Transition {
  return {
    ...REF,
    born: T0,
    sequence: 1,
    from: 'up',
    to: 'down',
    reason: 'missed',
    at: T0 + 100,
    fromSince: T0,
    name: 'Payment API',
    tags: ['prod'],
    ...overrides,
  };
}

export function describeHistory(t: StoreUnderTest): void {
  describe('beats', () => {
    it('come newest first, at most `limit`, strictly older than `before`', async () => {
      await t.store.create(aService({ status: 'up' }));
      for (let i = 1; i <= 6; i++) await beat(t.store, REF, T0 + i);
      const times = async (query: { limit: number; before?: number }) =>
        (await t.store.beats(REF, query)).map((record) => record.at - T0);
      expect(await times({ limit: 100 })).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await times({ limit: 2 })).toEqual([6, 5]);
      expect(await times({ limit: 2, before: T0 + 5 })).toEqual([4, 3]);
      expect(await times({ limit: 2, before: T0 + 1 })).toEqual([]);
    });

    it('of a monitor that was never heard, or never known, are none', async () => {
      await t.store.create(aService());
      expect(await t.store.beats(REF, { limit: 10 })).toEqual([]);
      expect(await t.store.beats({ kind: 'daemon', id: 'nobody' }, { limit: 10 })).toEqual([]);
    });

    it('of different monitors do not mix', async () => {
      for (const id of ['a', 'b']) await t.store.create(aService({ id, status: 'up' }));
      await beat(t.store, { kind: 'service', id: 'a' }, T0 + 1);
      await beat(t.store, { kind: 'service', id: 'b' }, T0 + 2);
      await beat(t.store, { kind: 'service', id: 'a' }, T0 + 3);
      const records = await t.store.beats({ kind: 'service', id: 'a' }, { limit: 10 });
      expect(records.map((record) => record.at - T0)).toEqual([3, 1]);
    });

    it('keep the beats of one moment, each once', async () => {
      await t.store.create(aService({ status: 'up' }));
      for (const message of ['a', 'b', 'c']) await beat(t.store, REF, T0, { record: { message } });
      const records = await t.store.beats(REF, { limit: 10 });
      expect(records.map((record) => record.message).sort()).toEqual(['a', 'b', 'c']);
    });

    it('come back whole', async () => {
      const record = {
        at: T0,
        type: 'succeeded',
        message: 'dône',
        metadata: { rows: 7, list: [null, true] },
        vitals: { tasks: 1, task: 'x' },
        clientTime: '2026-03-02T12:00:00+01:00',
        clientDurationMs: 1.5,
        runId: 'r1',
        runStartedAt: T0 - 5,
        durationMs: 5,
        lost: { runId: 'r0', startedAt: T0 - 9 },
      } as const;
      await t.store.appendBeat(REF, record);
      expect(await t.store.beats(REF, { limit: 1 })).toEqual([record]);
    });
  });

  describe('appendBeat', () => {
    it('adds to history and changes nothing else', async () => {
      const monitor = aService({ status: 'up' });
      await t.store.create(monitor);
      await t.store.appendBeat(REF, { at: T0 + 1, type: 'failed', message: 'late' });
      expect(await t.store.read(REF)).toEqual(monitor);
      expect(await t.store.beats(REF, { limit: 10 })).toHaveLength(1);
    });

    it('puts a beat that came late at its place in time', async () => {
      await t.store.create(aService({ status: 'up' }));
      for (const at of [10, 20, 30, 40]) await beat(t.store, REF, T0 + at);
      for (const at of [25, 5, 35, 24, 26]) await t.store.appendBeat(REF, { at: T0 + at, type: 'alive' });
      await beat(t.store, REF, T0 + 50);
      const records = await t.store.beats(REF, { limit: 100 });
      expect(records.map((record) => record.at - T0)).toEqual([50, 40, 35, 30, 26, 25, 24, 20, 10, 5]);
      const older = await t.store.beats(REF, { limit: 2, before: T0 + 26 });
      expect(older.map((record) => record.at - T0)).toEqual([25, 24]);
    });
  });

  describe('transitions', () => {
    it('are kept once each and come back whole', async () => {
      const transition = aTransition({
        message: 'gone',
        lastBeatAt: T0,
        gap: { from: T0, to: T0 + 1 },
        owner: { email: 'o@example.com', alertUserId: 'U1' },
        channels: ['on-call', 'b'],
      });
      await t.store.putTransition(transition);
      await t.store.putTransition(transition);
      expect(await t.store.transition(REF, T0, 1)).toEqual(transition);
      expect(await t.store.transitions(REF, { limit: 10 })).toEqual([transition]);
      expect(await t.store.transition(REF, T0, 2)).toBeUndefined();
      expect(await t.store.transition(REF, T0 + 1, 1)).toBeUndefined();
    });

    it('of two lives with the same numbers are different ones, newest first', async () => {
      const lives = [
        aTransition({ born: T0, sequence: 1, at: T0 + 1 }),
        aTransition({ born: T0, sequence: 2, at: T0 + 2 }),
        aTransition({ born: T0 + 5, sequence: 1, at: T0 + 6 }),
        aTransition({ born: T0 + 5, sequence: 12, at: T0 + 8 }),
        aTransition({ born: T0 + 5, sequence: 9, at: T0 + 7 }),
      ];
      for (const transition of lives) await t.store.putTransition(transition);
      const times = async (query: { limit: number; before?: number }) =>
        (await t.store.transitions(REF, query)).map((transition) => transition.at - T0);
      expect(await times({ limit: 10 })).toEqual([8, 7, 6, 2, 1]);
      expect(await times({ limit: 2 })).toEqual([8, 7]);
      expect(await times({ limit: 2, before: T0 + 7 })).toEqual([6, 2]);
      expect(await t.store.transitions({ kind: 'daemon', id: REF.id }, { limit: 10 })).toEqual([]);
    });
  });

  describe('uptimes', () => {
    it('count each transition once, in order', async () => {
      const down = aTransition({ sequence: 1, at: T0 + 100 });
      const up = aTransition({ sequence: 2, from: 'down', to: 'up', at: T0 + 150, fromSince: T0 + 100 });
      for (const transition of [down, down, up, down, up]) await t.store.countUptime(transition);
      const [uptime] = await t.store.uptimes([REF]);
      expect(uptime).toEqual({
        born: T0,
        sequence: 2,
        changes: [
          [T0, 'up'],
          [T0 + 100, 'down'],
          [T0 + 150, 'up'],
        ],
        days: [],
      });
    });

    it('count a transition once, however many count it at once', async () => {
      await Promise.all(Array.from({ length: 10 }, () => t.store.countUptime(aTransition())));
      const [uptime] = await t.store.uptimes([REF]);
      expect(uptime?.changes).toHaveLength(2);
    });

    it('are those of the newest life, whatever is told late of an older one', async () => {
      await t.store.countUptime(aTransition({ sequence: 1 }));
      await t.store.countUptime(
        aTransition({ born: T0 + DAY, sequence: 1, at: T0 + DAY + 5, fromSince: T0 + DAY }),
      );
      await t.store.countUptime(aTransition({ sequence: 2, to: 'closed', reason: 'deleted', at: T0 + DAY }));
      const [uptime] = await t.store.uptimes([REF]);
      expect(uptime).toMatchObject({ born: T0 + DAY, sequence: 1 });
    });

    it('answer for each monitor asked for, in order', async () => {
      await t.store.countUptime(aTransition({ id: 'a' }));
      await t.store.countUptime(aTransition({ id: 'b', at: T0 + 7 }));
      const refs = ['b', 'none', 'a'].map((id) => ({ kind: 'service', id }) as const);
      const uptimes = await t.store.uptimes(refs);
      expect(uptimes.map((uptime) => uptime?.changes[1]?.[0])).toEqual([T0 + 7, undefined, T0 + 100]);
      expect(await t.store.uptimes([])).toEqual([]);
    });
  });

  describe('summaries', () => {
    it('come newest first, and the newest 1,000 are kept', async () => {
      const all = Array.from({ length: 1_005 }, (_, i) => ({ at: T0 + i, counts: { up: i } }));
      for (let i = 0; i < all.length; i += 100) {
        await Promise.all(all.slice(i, i + 100).map((summary) => t.store.putSummary(summary)));
      }
      const kept = await t.store.summaries({ limit: 2_000 });
      expect(kept).toEqual(all.slice(5).reverse());
      expect(await t.store.summaries({ limit: 1, before: T0 + 500 })).toEqual([
        { at: T0 + 499, counts: { up: 499 } },
      ]);
    }, 60_000);
  });
}
