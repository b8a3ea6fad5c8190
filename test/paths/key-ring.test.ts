import { describe, expect, test } from '@jest/globals';
import { KeyRing, NOBODY } from '../../core/paths/key-ring.ts';
import type { KeyRow } from '../../core/ports/key-store.ts';
import { counted, meanwhile, overriding } from '../support/intercept.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const hash = (key: string): string => `hash of ${key}`;
const rowOf = (key: string, row: Partial<KeyRow> = {}): KeyRow => ({
  hash: hash(key),
  id: `id of ${key}`,
  role: 'beat',
  name: key,
  createdAt: T0,
  ...row,
});

async function ringWith(...rows: KeyRow[]) {
  const clock = new ManualClock(T0);
  const memory = new MemoryStore(clock);
  for (const row of rows) await memory.putKey(row);
  const { object: store, calls } = counted(memory);
  return { clock, store, calls, ring: new KeyRing({ store, clock, hash }) };
}

describe('a key', () => {
  test.each([
    ['beat', false],
    ['reader', false],
    ['writer', false],
    ['admin', true],
  ] as const)('of a %s entitles to what its role says', async (role, admin) => {
    const { ring } = await ringWith(rowOf('k', { role }));
    expect(await ring.identify('k')).toEqual({ keyId: 'id of k', role, admin });
  });

  test('that is missing or unknown entitles to nothing', async () => {
    const { ring } = await ringWith(rowOf('k'));
    for (const key of [undefined, '', 'K', 'other']) expect(await ring.identify(key)).toBe(NOBODY);
  });

  test('is read once a minute, known or not, so that a steady beat costs no read', async () => {
    const { ring, clock, calls } = await ringWith(rowOf('k'));
    for (let i = 0; i < 60; i++) {
      await ring.identify('k');
      await ring.identify('unknown');
      clock.advance(SECOND);
    }
    expect(calls.get('keyByHash')).toBe(2);
    await ring.identify('k');
    expect(calls.get('keyByHash')).toBe(3);
  });

  test('that is revoked elsewhere is refused within a minute', async () => {
    const { ring, clock, store } = await ringWith(rowOf('k'));
    await ring.identify('k');
    await store.removeKey(hash('k'));
    clock.advance(MINUTE - 1);
    expect(await ring.identify('k')).not.toBe(NOBODY);
    clock.advance(1);
    expect(await ring.identify('k')).toBe(NOBODY);
  });

  test('that is revoked while it was being read is refused within a minute of that read', async () => {
    const { clock, store } = await ringWith(rowOf('k'));
    const slow = overriding(store, (name, act) => async () => {
      const row = await act();
      if (name === 'keyByHash') clock.advance(10 * SECOND);
      return row;
    });
    const ring = new KeyRing({ store: slow, clock, hash });
    expect(await ring.identify('k')).not.toBe(NOBODY);
    await store.removeKey(hash('k'));
    clock.advance(50 * SECOND);
    expect(await ring.identify('k')).toBe(NOBODY);
  });

  test('that is changed through this process is believed anew at once', async () => {
    const { ring, store } = await ringWith();
    expect(await ring.identify('k')).toBe(NOBODY);
    await store.putKey(rowOf('k'));
    ring.forget();
    expect(await ring.identify('k')).toMatchObject({ keyId: 'id of k' });
  });

  test('that expires is refused from that moment on, cached or not', async () => {
    const { ring, clock } = await ringWith(rowOf('k', { expiresAt: T0 + SECOND }));
    clock.advance(SECOND - 1);
    expect(await ring.identify('k')).not.toBe(NOBODY);
    clock.advance(1);
    expect(await ring.identify('k')).toBe(NOBODY);
  });

  test('that cannot be read makes the request fail, and is not believed to be unknown', async () => {
    const { clock, store } = await ringWith(rowOf('k'));
    const failing = meanwhile(store, 'keyByHash', (call) => {
      if (call === 1) throw new Error('The store is out');
    });
    const ring = new KeyRing({ store: failing, clock, hash });
    await expect(ring.identify('k')).rejects.toThrow('The store is out');
    expect(await ring.identify('k')).toMatchObject({ keyId: 'id of k' });
  });
});

describe('the ring', () => {
  test('keeps at most 10,000 keys: guessing cannot fill the memory', async () => {
    const { ring, calls } = await ringWith(rowOf('k'));
    await ring.identify('k');
    for (let i = 0; i < 9_999; i++) await ring.identify(`guess ${i}`);
    await ring.identify('k');
    expect(calls.get('keyByHash')).toBe(10_000);
    await ring.identify('one more');
    await ring.identify('k');
    expect(calls.get('keyByHash')).toBe(10_002);
  });

  test('writes the last use of a key at most hourly', async () => {
    const { ring, clock, store, calls } = await ringWith(rowOf('k'));
    for (let minute = 0; minute < 120; minute++) {
      await ring.identify('k');
      clock.advance(MINUTE);
    }
    expect(calls.get('touchKey')).toBe(2);
    expect((await store.keyByHash(hash('k')))?.lastUsedAt).toBe(T0 + HOUR);
  });

  test('does not write a last use that another process wrote within the hour', async () => {
    const { ring, calls } = await ringWith(rowOf('k', { lastUsedAt: T0 - HOUR + 1 }));
    await ring.identify('k');
    expect(calls.get('touchKey')).toBeUndefined();
  });

  test('lets no failure to write a last use reach a request, and tries it again', async () => {
    const { clock, store, calls } = await ringWith(rowOf('k'));
    const failing = meanwhile(store, 'touchKey', (call) => {
      if (call === 1) throw new Error('The store is out');
    });
    const ring = new KeyRing({ store: failing, clock, hash });
    expect(await ring.identify('k')).toMatchObject({ keyId: 'id of k' });
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    await ring.identify('k');
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    expect(calls.get('touchKey')).toBe(1);
    expect((await store.keyByHash(hash('k')))?.lastUsedAt).toBe(T0);
  });
});
