import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeyRow, KeyStore } from '../../core/ports/key-store.ts';
import { keyOf, type StoredKey } from './key-rows.ts';
import type { Parts } from './parts.ts';
import { reading } from './store-errors.ts';

/** Keys by their hash. */
class Keys {
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #touch: StatementSync;
  readonly #retire: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#get = db.prepare('SELECT * FROM keys WHERE hash = ?');
    this.#put = db.prepare(`
      INSERT OR REPLACE INTO keys (hash, id, role, name, created_at, last_used_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.#touch = db.prepare(
      'UPDATE keys SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE hash = ?',
    );
    this.#retire = db.prepare(
      'UPDATE keys SET expires_at = min(coalesce(expires_at, ?1), ?1) WHERE hash = ?2',
    );
    this.#remove = db.prepare('DELETE FROM keys WHERE hash = ?');
  }

  byHash(hash: string): KeyRow | undefined {
    const row = this.#get.get(hash) as unknown as StoredKey | undefined;
    return row && keyOf(row);
  }

  /** Inside a write. */
  put(key: KeyRow): void {
    const { hash, id, role, name, createdAt, lastUsedAt = null, expiresAt = null } = key;
    this.#put.run(hash, id, role, name, createdAt, lastUsedAt, expiresAt);
  }

  /** Inside a write. */
  touch(hash: string, at: number): void {
    this.#touch.run(at, hash);
  }

  /** Inside a write. */
  retire(hash: string, expiresAt: number): boolean {
    return this.#retire.run(expiresAt, hash).changes === 1;
  }

  /** Inside a write. */
  remove(hash: string): void {
    this.#remove.run(hash);
  }
}

export function keyStore({ db, queue, reader }: Parts): KeyStore {
  const keys = new Keys(db);
  return {
    keyByHash: (hash) => reading(() => keys.byHash(hash)),
    putKey: (row) => queue.write(() => keys.put(row)),
    touchKey: (hash, at) => queue.write(() => keys.touch(hash, at)),
    retireKey: (hash, expiresAt) => queue.write(() => keys.retire(hash, expiresAt)),
    removeKey: (hash) => queue.write(() => keys.remove(hash)),
    listKeys: () => reader.read('keys'),
  };
}
