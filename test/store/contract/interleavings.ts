import { describe, expect, it } from '@jest/globals';
import { judgeSilence } from '../../../core/monitor/judge-silence.ts';
import { close, createMonitor, reconfigure } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { Store } from '../../../core/ports/store.ts';
import { aDaemon, aScheduler, CONFIG_OF, HOUR, T0 } from '../../support/monitors.ts';
import { beat } from './beats.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const LATE = T0 + HOUR;

const upSince = (at: number): Monitor => aDaemon({ status: 'up', lastBeatAt: at, dueAt: at + 60_000 });

/** What judge writes of a silent monitor that it has read. */
const flipped = (monitor: Monitor): Monitor => ({ ...judgeSilence(monitor, LATE), dueAt: LATE });

const flip = (store: Store, read: Monitor): Promise<boolean> =>
  store.change(read, flipped(read), { exactly: read.lastBeatAt });

async function created(store: Store, monitor: Monitor): Promise<Monitor> {
  await store.create(monitor);
  return (await store.read(monitor)) ?? monitor;
}

export function describeInterleavings(t: StoreUnderTest): void {
  describe('interleavings that were broken before', () => {
    it("a beat between judge's read and its flip: the flip loses, and judged again it is alive", async () => {
      const read = await created(t.store, upSince(T0));
      expect(await beat(t.store, read, LATE - 1)).toBe(true);
      expect(await flip(t.store, read)).toBe(false);
      const again = await t.store.read(read);
      expect(again).toEqual({ ...read, lastBeatAt: LATE - 1 });
      expect(judgeSilence(again ?? read, LATE)).toBe(again);
    });

    it('a beat and a flip at once: exactly one of them is written', async () => {
      for (let i = 0; i < 10; i++) {
        const read = await created(t.store, { ...upSince(T0), id: `d${i}` });
        const flipping = () => flip(t.store, read);
        const beating = () => beat(t.store, read, LATE - 1);
        const outcomes = await Promise.all(i % 2 ? [flipping(), beating()] : [beating(), flipping()]);
        expect(outcomes.filter(Boolean)).toHaveLength(1);
      }
    });

    it('no silence is written of a monitor that was never heard when it was read, but is heard now', async () => {
      const config = { ...CONFIG_OF.daemon, expectedFromStart: true };
      const read = await created(t.store, aDaemon({ config, status: 'up' }));
      await beat(t.store, read, T0 + 5);
      expect(await flip(t.store, read)).toBe(false);
    });

    it("steady beats make no version old: a config write and judge's re-arm both go through", async () => {
      const read = await created(t.store, upSince(T0));
      for (let i = 1; i <= 20; i++) await beat(t.store, read, T0 + i);
      expect(await t.store.change(read, { ...read, dueAt: T0 + HOUR })).toBe(true);
      expect((await t.store.read(read))?.version).toBe(read.version + 1);
    });

    it("a config write between judge's read and its flip: the flip loses", async () => {
      const read = await created(t.store, upSince(T0));
      expect(await t.store.change(read, reconfigure(read, read.config, 'k2', T0))).toBe(true);
      expect(await flip(t.store, read)).toBe(false);
    });

    it('a beat between the read and the write of a config change: both survive', async () => {
      const read = await created(t.store, upSince(T0));
      await beat(t.store, read, T0 + 7, { record: { message: 'still here', vitals: { tasks: 9 } } });
      expect(await t.store.change(read, reconfigure(read, read.config, 'k2', T0))).toBe(true);
      expect(await t.store.read(read)).toEqual({
        ...read,
        version: read.version + 1,
        keyId: 'k2',
        lastBeatAt: T0 + 7,
        lastMessage: 'still here',
        vitals: { tasks: 9 },
      });
    });

    it('a beat inside a run between the read and the write of a config change: both survive', async () => {
      const run = { startedAt: T0, announcedAt: T0, heardAt: T0 };
      const read = await created(t.store, aScheduler({ status: 'up', runs: { r1: run } }));
      await beat(t.store, read, T0 + 7, { state: { run: 'r1' } });
      await t.store.change(read, { ...read, keyId: 'k2' });
      const now = await t.store.read(read);
      expect(now).toMatchObject({ keyId: 'k2', lastBeatAt: T0 + 7, runs: { r1: { heardAt: T0 + 7 } } });
    });

    it('a signal that was read before a newer beat came loses by its guard', async () => {
      const read = await created(t.store, upSince(T0));
      await beat(t.store, read, T0 + 10);
      const failed: Monitor = { ...read, status: 'down', lastBeatAt: T0 + 9 };
      expect(await t.store.change(read, failed, { atMost: T0 + 9 })).toBe(false);
      expect(await t.store.change(read, { ...failed, lastBeatAt: T0 + 11 }, { atMost: T0 + 11 })).toBe(true);
    });

    it('a beat leaves dueAt alone: a waiting alert keeps the time of its next try', async () => {
      const read = await created(t.store, { ...flipped(upSince(T0)), dueAt: T0 + 5 });
      expect(await beat(t.store, read, LATE, { state: { status: 'down' } })).toBe(true);
      expect((await t.store.read(read))?.dueAt).toBe(T0 + 5);
    });

    it('a beat leaves expiresAt alone', async () => {
      const read = await created(t.store, { ...upSince(T0), expiresAt: LATE });
      expect(await beat(t.store, read, T0 + 5)).toBe(true);
      expect((await t.store.read(read))?.expiresAt).toBe(LATE);
    });

    it("an old judge's flip loses against a new life of the same version and the same last beat", async () => {
      const old = await created(t.store, upSince(T0));
      const closed = close(old, T0 + 1);
      await t.store.change(old, closed);
      const was = (await t.store.read(old)) ?? closed;
      const born = createMonitor(old, CONFIG_OF.daemon, undefined, T0 + 2, was);
      const next: Monitor = { ...born, status: 'up', lastBeatAt: old.lastBeatAt, version: old.version };
      expect(await t.store.create(next, was)).toBe(true);
      expect(await flip(t.store, old)).toBe(false);
      expect(await t.store.read(old)).toEqual(next);
    });

    it('what a reader holds is not changed by later beats', async () => {
      const read = await created(t.store, upSince(T0));
      const held = structuredClone(read);
      await beat(t.store, read, T0 + 1, { record: { message: 'later' } });
      expect(read).toEqual(held);
    });
  });
}
