import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { openSqliteStore, type SqliteOptions, type SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { T0 } from '../support/monitors.ts';

const folders: string[] = [];
const stores: SqliteStore[] = [];

/** A new empty folder, removed after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
  folders.push(folder);
  return folder;
}

/** A store that is closed after the test, if the test did not. */
export async function opened(
  directory = aFolder(),
  options: Partial<SqliteOptions> = {},
): Promise<SqliteStore> {
  const store = await openSqliteStore({ directory, clock: new ManualClock(T0), ...options });
  stores.push(store);
  return store;
}

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
