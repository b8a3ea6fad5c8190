import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import type { KeyRow, Role } from '../../core/ports/key-store.ts';
import { keptSecret } from '../../embedded/kept-secret.ts';
import { keepOwnKeys } from '../../embedded/own-keys.ts';
import { readSettings } from '../../embedded/settings.ts';
import { warnOfShortAdminKey } from '../../embedded/short-admin-key.ts';
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

describe('our own keys', () => {
  const storeWith = async (...rows: KeyRow[]) => {
    const store = new MemoryStore(new ManualClock(T0));
    for (const row of rows) await store.putKey(row);
    return store;
  };
  const keep = (store: MemoryStore, env: Record<string, string> = {}, at = T0) =>
    keepOwnKeys(store, { ...readSettings(env), dataDir: directory }, at);
  const rowOf = (key: string, role: Role, name: string): KeyRow => ({
    hash: hashKey(key),
    id: role,
    role,
    name,
    createdAt: T0,
  });
  const writer: KeyRow = {
    hash: hashKey('w'),
    id: 'writer-1',
    role: 'writer',
    name: 'Writer',
    createdAt: T0,
  };

  test('are rows like the others, without the keys themselves', async () => {
    const store = await storeWith();
    const { adminKey, canaryKey } = await keep(store);
    expect(await store.listKeys()).toEqual([
      rowOf(adminKey.value, 'admin', 'Admin key'),
      rowOf(canaryKey, 'canary', 'Canary'),
    ]);
    const stored = JSON.stringify(await store.listKeys());
    expect(stored).not.toContain(adminKey.value);
    expect(stored).not.toContain(canaryKey);
  });

  test('stay the same rows over restarts', async () => {
    const store = await storeWith();
    const first = await keep(store);
    await store.touchKey(hashKey(first.adminKey.value), T0 + 1);
    expect(await keep(store, {}, T0 + MINUTE)).toEqual(first);
    expect(await store.listKeys()).toMatchObject([{ createdAt: T0, lastUsedAt: T0 + 1 }, { createdAt: T0 }]);
  });

  test('replace earlier ones, the canary with a day to spare, and leave other keys', async () => {
    const store = await storeWith(writer);
    const first = await keep(store);
    await keep(store, { ADMIN_API_KEY: 'the-new-admin-key', SECRET_KEY: 'the-new-secret-key' });
    expect(await store.keyByHash(hashKey(first.adminKey.value))).toBeUndefined();
    const DAY = 24 * 60 * MINUTE;
    expect(await store.keyByHash(hashKey(first.canaryKey))).toMatchObject({ expiresAt: T0 + DAY });
    expect((await store.listKeys()).map((row) => row.id).sort()).toEqual([
      'admin',
      'canary',
      'canary',
      'writer-1',
    ]);
    await keep(store, { ADMIN_API_KEY: 'the-new-admin-key', SECRET_KEY: 'the-new-secret-key' }, T0 + DAY);
    expect((await store.listKeys()).map((row) => row.id).sort()).toEqual(['admin', 'canary', 'writer-1']);
  });

  test('entitle to everything even if the same key was issued for something else before', async () => {
    const key = 'a-key-of-a-writer';
    const store = await storeWith({ ...writer, hash: hashKey(key) });
    await keep(store, { ADMIN_API_KEY: key });
    expect(await store.keyByHash(hashKey(key))).toMatchObject({ id: 'admin', role: 'admin' });
  });

  test('hold for good where an earlier one comes back', async () => {
    const store = await storeWith();
    const keyed = (secret: string, at: number) => keep(store, { SECRET_KEY: `${secret}-of-16-letters` }, at);
    const first = await keyed('first', T0);
    await keyed('second', T0 + 1);
    await keyed('first', T0 + 2);
    expect((await store.keyByHash(hashKey(first.canaryKey)))?.expiresAt).toBeUndefined();
  });
});

describe('a short admin key', () => {
  test.each([
    [undefined, 0],
    ['sixteen-letters!', 1],
    ['x'.repeat(31), 1],
    ['x'.repeat(32), 0],
  ])('%j: %i warnings, without the key', (adminApiKey, warnings) => {
    const lines: string[] = [];
    const log = {
      debug() {},
      info() {},
      warn: (...line: unknown[]) => lines.push(JSON.stringify(line)),
      error() {},
    };
    warnOfShortAdminKey({ adminApiKey }, log);
    expect(lines).toHaveLength(warnings);
    if (adminApiKey) expect(lines.join()).not.toContain(adminApiKey);
  });
});
