import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import type { KeyRow } from '../../core/ports/key-store.ts';
import { keepAdminKey } from '../../embedded/admin-key.ts';
import { keptSecret } from '../../embedded/kept-secret.ts';
import { readSettings } from '../../embedded/settings.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { MINUTE, T0 } from '../support/monitors.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const permissionsOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('a kept secret', () => {
  const keep = (given?: string, make = () => 'made') => keptSecret(given, directory, 'secret', make);
  const file = () => join(directory, 'secret');

  test('is what the operator gave, and nothing is written', () => {
    expect(keep('given')).toEqual({ value: 'given' });
    expect(() => statSync(file())).toThrow('ENOENT');
  });

  test('is made once, readable by its owner alone, and used again by the next start', () => {
    expect(keep()).toEqual({ value: 'made', file: file() });
    expect(permissionsOf(file())).toBe('600');
    expect(keep(undefined, () => 'another')).toEqual({ value: 'made', file: file() });
  });

  test('is made anew where a crash left its file empty, and is still readable by its owner alone', () => {
    writeFileSync(file(), '', { mode: 0o644 });
    expect(keep().value).toBe('made');
    expect(readFileSync(file(), 'utf8')).toBe('made\n');
    expect(permissionsOf(file())).toBe('600');
  });

  test('that others could read is readable by its owner alone after the next start', () => {
    writeFileSync(file(), 'kept\n', { mode: 0o644 });
    expect(keep().value).toBe('kept');
    expect(permissionsOf(file())).toBe('600');
  });

  test('that cannot be read stops the start and is not replaced', () => {
    expect(() => keptSecret(undefined, join(directory, 'missing'), 'secret', () => 'made')).toThrow('ENOENT');
    expect(() => keptSecret(undefined, tmpdir(), directory.slice(tmpdir().length), () => 'made')).toThrow(
      'EISDIR',
    );
  });
});

describe('the admin key', () => {
  const storeWith = async (...rows: KeyRow[]) => {
    const store = new MemoryStore(new ManualClock(T0));
    for (const row of rows) await store.putKey(row);
    return store;
  };
  const keep = (store: MemoryStore, adminApiKey?: string, at = T0) =>
    keepAdminKey(store, { ...readSettings({ ADMIN_API_KEY: adminApiKey }), dataDir: directory }, at);
  const writer: KeyRow = {
    hash: hashKey('w'),
    id: 'writer-1',
    role: 'writer',
    name: 'Writer',
    createdAt: T0,
  };

  test('is a row like the others, without the key itself', async () => {
    const store = await storeWith();
    const { value } = await keep(store);
    expect(await store.listKeys()).toEqual([
      { hash: hashKey(value), id: 'admin', role: 'admin', name: 'Admin key', createdAt: T0 },
    ]);
    expect(JSON.stringify(await store.listKeys())).not.toContain(value);
  });

  test('stays the same row over restarts', async () => {
    const store = await storeWith();
    const first = await keep(store);
    await store.touchKey(hashKey(first.value), T0 + 1);
    expect(await keep(store, undefined, T0 + MINUTE)).toEqual(first);
    expect(await store.listKeys()).toMatchObject([{ createdAt: T0, lastUsedAt: T0 + 1 }]);
  });

  test('replaces an earlier admin key, which entitles to nothing any more, and leaves other keys', async () => {
    const store = await storeWith(writer);
    const { value } = await keep(store);
    await keep(store, 'the-new-admin-key');
    expect(await store.keyByHash(hashKey(value))).toBeUndefined();
    expect((await store.listKeys()).map((row) => row.id).sort()).toEqual(['admin', 'writer-1']);
  });

  test('entitles to everything even if the same key was issued for something else before', async () => {
    const key = 'a-key-of-a-writer';
    const store = await storeWith({ ...writer, hash: hashKey(key) });
    await keep(store, key);
    expect(await store.keyByHash(hashKey(key))).toMatchObject({ id: 'admin', role: 'admin' });
  });
});
