import type { KeyRow, KeyStore, Role } from '../ports/key-store.ts';

/** A key that Heartbeat Central has of itself and not by request; its id is its role. */
export interface OwnKey {
  readonly role: Extract<Role, 'admin' | 'canary'>;
  readonly name: string;
  /** SHA-256 of the key, lower-case hex. */
  readonly hash: string;
}

/**
 * Makes this the one key of its role that is our own: a row like all others. The row of the one before goes.
 * @throws StoreUnavailable
 */
export async function keepOwnKey(store: KeyStore, { role, name, hash }: OwnKey, at: number): Promise<void> {
  const row: KeyRow = { hash, id: role, role, name, createdAt: at };
  // The same key may have been issued for something else before. First the new row: nobody is locked out between.
  if ((await store.keyByHash(hash))?.id !== role) await store.putKey(row);
  for (const other of await store.listKeys()) {
    if (other.id === role && other.hash !== hash) await store.removeKey(other.hash);
  }
}
