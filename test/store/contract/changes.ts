import { describe, expect, it } from '@jest/globals';
import { close, createMonitor } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { moveTo } from '../../../core/monitor/outbox.ts';
import type { HeardGuard } from '../../../core/ports/monitor-store.ts';
import { aDaemon, anApplication, aScheduler, aService, CONFIG_OF, HOUR, T0 } from '../../support/monitors.ts';
import { beat } from './beats.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const RICH: Monitor = aScheduler({
  keyId: 'k1',
  config: {
    description: 'Ünïcode ☃ "quoted"',
    owner: { email: 'ops@example.com' },
    channels: ['slack'],
    details: { nested: { list: [1, 'two', null] } },
  },
  streak: { toward: 'down', count: 2 },
  vitals: { tasks: 3, task: 'mail' },
  runs: { '-': { announcedAt: T0 }, r1: { startedAt: T0, announcedAt: T0, told: true } },
  runFigures: {
    succeeded: { count: 3, totalMs: 90_000 },
    failed: { count: 0, totalMs: 0 },
    last: { endedAt: T0, durationMs: 30_001, outcome: 'succeeded' },
  },
  slotAt: T0 + HOUR,
  inherited: [{ born: 1, first: 2, last: 3 }],
});

export function describeChanges(t: StoreUnderTest): void {
  describe('create and read', () => {
    it.each([RICH, aService(), aDaemon(), anApplication()])('gives back a whole $kind', async (monitor) => {
      expect(await t.store.create(monitor)).toBe(true);
      expect(await t.store.read({ kind: monitor.kind, id: monitor.id })).toEqual(monitor);
    });

    it('knows a kind apart from another with the same id', async () => {
      await t.store.create(aService({ id: 'same' }));
      expect(await t.store.read({ kind: 'daemon', id: 'same' })).toBeUndefined();
    });

    it('creates nothing over a living monitor, even if its caller knows it', async () => {
      const monitor = aService();
      await t.store.create(monitor);
      const other = { ...monitor, born: monitor.born + 1, keyId: 'thief' };
      expect(await t.store.create(other)).toBe(false);
      expect(await t.store.create(other, monitor)).toBe(false);
      expect(await t.store.read(monitor)).toEqual(monitor);
    });

    it('lets one of many creations win', async () => {
      const tries = Array.from({ length: 20 }, (_, i) => aService({ keyId: `k${i}` }));
      const won = await Promise.all(tries.map((monitor) => t.store.create(monitor)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await t.store.read(aService()))?.keyId).toBe(`k${won.indexOf(true)}`);
    });

    it('replaces exactly the closed life that was read', async () => {
      const closed = close(aService(), T0 + 1);
      await t.store.create(closed);
      const next = createMonitor(closed, CONFIG_OF.service, undefined, T0 + 2, closed);
      expect(await t.store.create(next)).toBe(false);
      expect(await t.store.create(next, { ...closed, version: closed.version + 1 })).toBe(false);
      expect(await t.store.create(next, { ...closed, born: closed.born + 1 })).toBe(false);
      expect(await t.store.read(closed)).toEqual(closed);
      expect(await t.store.create(next, closed)).toBe(true);
      expect(await t.store.read(closed)).toEqual(next);
    });

    it('creates where the life to be replaced is gone by then', async () => {
      const closed = close(aService(), T0 + 1);
      expect(await t.store.create(aService(), closed)).toBe(true);
    });

    it('counts an expired monitor as absent from that very moment on', async () => {
      const closed = { ...close(aService(), T0), expiresAt: T0 + 10 };
      await t.store.create(closed);
      t.clock.set(T0 + 9);
      expect(await t.store.read(closed)).toEqual(closed);
      expect(await t.store.create(aService({ at: T0 + 9 }))).toBe(false);
      t.clock.set(T0 + 10);
      expect(await t.store.read(closed)).toBeUndefined();
      expect(await t.store.change(closed, { ...closed, keyId: 'k' })).toBe(false);
      const next = aService({ at: T0 + 10 });
      expect(await t.store.create(next)).toBe(true);
      expect(await t.store.read(closed)).toEqual(next);
    });
  });

  describe('change', () => {
    it('sets and removes what differs, and raises the version', async () => {
      await t.store.create(RICH);
      const { streak: _streak, inherited: _inherited, ...rest } = RICH;
      const after: Monitor = { ...rest, status: 'down', runs: {}, vitals: undefined, dueAt: T0 + 5 };
      expect(await t.store.change(RICH, after)).toBe(true);
      const { vitals: _vitals, ...expected } = after;
      expect(await t.store.read(RICH)).toEqual({ ...expected, version: RICH.version + 1 });
    });

    it('keeps in the last transition whose monitor it was, and the channels that it named', async () => {
      const owner = { email: 'ops@example.com', alertUserId: 'U1' };
      const monitor = aService({ config: { owner, channels: ['on-call', 'b'] } });
      await t.store.create(monitor);
      const moved = moveTo(monitor, { to: 'down', reason: 'missed', at: T0 + 1 });
      await t.store.change(monitor, moved);
      expect(moved.last).toMatchObject({ owner, channels: ['on-call', 'b'] });
      expect((await t.store.read(monitor))?.last).toEqual(moved.last);
    });

    it('writes nothing where the version is another one', async () => {
      const monitor = aService();
      await t.store.create(monitor);
      await t.store.change(monitor, { ...monitor, keyId: 'first' });
      const record = { at: T0, type: 'alive' } as const;
      expect(await t.store.change(monitor, { ...monitor, keyId: 'second' }, undefined, record)).toBe(false);
      expect((await t.store.read(monitor))?.keyId).toBe('first');
      expect(await t.store.beats(monitor, { limit: 10 })).toEqual([]);
    });

    it('writes nothing where there is no monitor', async () => {
      expect(await t.store.change(aService(), aService({ keyId: 'k' }))).toBe(false);
      expect(await t.store.read(aService())).toBeUndefined();
    });

    it('lets one of many writers of the same version win', async () => {
      const monitor = aService();
      await t.store.create(monitor);
      const tries = Array.from({ length: 20 }, (_, i) =>
        t.store.change(monitor, { ...monitor, keyId: `k${i}` }),
      );
      const won = await Promise.all(tries);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await t.store.read(monitor)).toEqual({ ...monitor, keyId: `k${won.indexOf(true)}`, version: 2 });
    });

    it('puts its record into history', async () => {
      const monitor = aService();
      await t.store.create(monitor);
      const record = { at: T0 + 1, type: 'failed', message: 'disk full' } as const;
      await t.store.change(
        monitor,
        { ...monitor, status: 'down', lastBeatAt: T0 + 1 },
        { atMost: T0 + 1 },
        record,
      );
      expect(await t.store.beats(monitor, { limit: 10 })).toEqual([record]);
    });

    const guards: readonly (readonly [HeardGuard, number | undefined, boolean])[] = [
      [{ atMost: T0 }, undefined, true],
      [{ atMost: T0 }, T0, true],
      [{ atMost: T0 }, T0 + 1, false],
      [{ exactly: undefined }, undefined, true],
      [{ exactly: undefined }, T0, false],
      [{ exactly: T0 }, undefined, false],
      [{ exactly: T0 }, T0, true],
      [{ exactly: T0 }, T0 + 1, false],
    ];
    it.each(guards)('under the guard %j, last heard %p: %p', async (guard, lastBeatAt, written) => {
      const monitor = aService({ lastBeatAt });
      await t.store.create(monitor);
      expect(await t.store.change(monitor, { ...monitor, status: 'down' }, guard)).toBe(written);
      expect((await t.store.read(monitor))?.status).toBe(written ? 'down' : 'unknown');
    });

    it('is seen by the next steady beat', async () => {
      const monitor = aService({ status: 'up' });
      await t.store.create(monitor);
      await t.store.change(monitor, { ...monitor, keyId: 'k1' });
      expect(await beat(t.store, monitor, T0 + 1)).toBe(false);
      expect(await beat(t.store, monitor, T0 + 1, { credential: { keyId: 'k1', admin: false } })).toBe(true);
    });
  });
}
