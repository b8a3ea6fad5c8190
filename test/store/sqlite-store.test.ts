import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { describeStore } from './store-contract.ts';

const opened = new Map<Store, { store: SqliteStore; directory: string }>();

describeStore('SQLite', {
  async open(clock) {
    const directory = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
    const store = await openSqliteStore({ directory, clock });
    opened.set(store, { store, directory });
    return store;
  },
  async close(store) {
    const known = opened.get(store);
    opened.delete(store);
    await known?.store.close();
    if (known) rmSync(known.directory, { recursive: true });
  },
});
