import { describe, expect, it } from '@jest/globals';
import { heard, NOTHING_HEARD } from '../../../core/monitor/hearing.ts';
import type { KeyRow } from '../../../core/ports/key-store.ts';
import { HOUR, T0 } from '../../support/monitors.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const KEY: KeyRow = { hash: 'a'.repeat(64), id: 'k1', role: 'writer', name: 'CI', createdAt: T0 };

export function describeOwnState(t: StoreUnderTest): void {
  describe('hearing', () => {
    it('begins with nothing heard, at version 0', async () => {
      expect(await t.store.readHearing()).toEqual({ hearing: NOTHING_HEARD, version: 0 });
    });

    it('is written over the version that was read, and over no other', async () => {
      const gaps = [{ from: T0, to: T0 + 5 }, { from: T0 + 9 }];
      const hearing = { heardAt: T0 + 9, gaps };
      expect(await t.store.writeHearing(hearing, 1)).toBe(false);
      expect(await t.store.writeHearing(hearing, 0)).toBe(true);
      expect(await t.store.writeHearing(NOTHING_HEARD, 0)).toBe(false);
      const stored = await t.store.readHearing();
      expect(stored.hearing).toEqual(hearing);
      expect(stored.version).toBeGreaterThan(0);
      expect(await t.store.writeHearing(heard(hearing, T0 + 10), stored.version)).toBe(true);
      expect(await t.store.writeHearing(NOTHING_HEARD, stored.version)).toBe(false);
    });

    it('is written by one of many who read the same', async () => {
      const tries = Array.from({ length: 10 }, (_, i) =>
        t.store.writeHearing(heard(NOTHING_HEARD, T0 + i), 0),
      );
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    });
  });

  describe('the gaps in it', () => {
    it('are kept by their ends, also those that overlap, and the same one once', async () => {
      const [early, late, long] = [
        { from: T0, to: T0 + 5 },
        { from: T0 + 3, to: T0 + 9 },
        { from: T0 - HOUR, to: T0 + 7 },
      ];
      expect(await t.store.gapsSince(0)).toEqual([]);
      for (const gap of [late, early, long, late]) await t.store.keepGap(gap);
      expect(await t.store.gapsSince(0)).toEqual([early, long, late]);
    });

    it('are found where they end after a moment, wherever they began', async () => {
      const long = { from: T0, to: T0 + HOUR };
      await t.store.keepGap(long);
      await t.store.keepGap({ from: T0 + 1, to: T0 + 2.5 });
      expect(await t.store.gapsSince(T0 + 2)).toHaveLength(2);
      expect(await t.store.gapsSince(T0 + 2.5)).toEqual([long]);
      expect(await t.store.gapsSince(T0 + HOUR - 1)).toEqual([long]);
      expect(await t.store.gapsSince(T0 + HOUR)).toEqual([]);
    });
  });

  describe('the last sweep', () => {
    it('never moves backwards', async () => {
      expect(await t.store.lastSweepAt()).toBeUndefined();
      for (const at of [T0 + 5, T0 + 9, T0 + 7]) await t.store.markSweep(at);
      expect(await t.store.lastSweepAt()).toBe(T0 + 9);
    });
  });

  describe('keys', () => {
    it('are found by their hash, whole', async () => {
      const full: KeyRow = { ...KEY, hash: 'b'.repeat(64), lastUsedAt: T0, expiresAt: T0 + HOUR };
      await t.store.putKey(KEY);
      await t.store.putKey(full);
      expect(await t.store.keyByHash(KEY.hash)).toEqual(KEY);
      expect(await t.store.keyByHash(full.hash)).toEqual(full);
      expect(await t.store.keyByHash('c'.repeat(64))).toBeUndefined();
      expect(new Set((await t.store.listKeys()).map((key) => key.hash))).toEqual(
        new Set([KEY.hash, full.hash]),
      );
    });

    it('are replaced as a whole', async () => {
      await t.store.putKey({ ...KEY, lastUsedAt: T0, expiresAt: T0 + HOUR });
      await t.store.putKey({ ...KEY, role: 'reader' });
      expect(await t.store.listKeys()).toEqual([{ ...KEY, role: 'reader' }]);
    });

    it('remember when they were used last', async () => {
      await t.store.putKey(KEY);
      await t.store.touchKey(KEY.hash, T0 + HOUR);
      expect(await t.store.keyByHash(KEY.hash)).toEqual({ ...KEY, lastUsedAt: T0 + HOUR });
    });

    it('are retired, but never later than they were to be', async () => {
      await t.store.putKey({ ...KEY, lastUsedAt: T0 });
      expect(await t.store.retireKey(KEY.hash, T0 + HOUR)).toBe(true);
      expect(await t.store.keyByHash(KEY.hash)).toEqual({ ...KEY, lastUsedAt: T0, expiresAt: T0 + HOUR });
      expect(await t.store.retireKey(KEY.hash, T0 + 2 * HOUR)).toBe(true);
      expect(await t.store.keyByHash(KEY.hash)).toMatchObject({ expiresAt: T0 + HOUR });
      expect(await t.store.retireKey(KEY.hash, T0)).toBe(true);
      expect(await t.store.keyByHash(KEY.hash)).toMatchObject({ expiresAt: T0 });
    });

    it('that are not there are not made by retiring them', async () => {
      expect(await t.store.retireKey(KEY.hash, T0)).toBe(false);
      expect(await t.store.listKeys()).toEqual([]);
    });

    it('are gone once removed, and a late touch does not bring them back', async () => {
      await t.store.putKey(KEY);
      await t.store.removeKey(KEY.hash);
      await t.store.removeKey(KEY.hash);
      await t.store.touchKey(KEY.hash, T0);
      expect(await t.store.keyByHash(KEY.hash)).toBeUndefined();
      expect(await t.store.listKeys()).toEqual([]);
    });
  });
}
