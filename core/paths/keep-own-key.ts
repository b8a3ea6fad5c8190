import type { KeyStore, Role } from '../ports/key-store.ts';

/** A key that Heartbeat Central has of itself and not by request; its id is its role. */
export interface OwnKey {
  readonly role: Extract<Role, 'admin' | 'canary'>;
  readonly name: string;
  /** SHA-256 of the key, lower-case hex. */
  readonly hash: string;
}

/** Whoever sings under the canary's earlier key is heard for a day more: deafness by a change of keys would be ours. */
const CANARY_OVERLAP_MS = 86_400_000;

/**
 * Makes this the one key of its role that is our own: a row like all others. An earlier admin key opens nothing from
 * now on, an earlier canary's nothing after a day.
 * @throws StoreUnavailable
 */
export async function keepOwnKey(store: KeyStore, { role, name, hash }: OwnKey, at: number): Promise<void> {
  // The same key may have been issued for something else before, or be an earlier one that comes back. First the new
  // row: nobody is locked out between.
  const known = await store.keyByHash(hash);
  if (known?.id !== role || known.expiresAt !== undefined) {
    await store.putKey({ hash, id: role, role, name, createdAt: at });
  }
  for (const row of await store.listKeys()) {
    if (row.id !== role || row.hash === hash) continue;
    const isLeaving = row.expiresAt !== undefined && row.expiresAt > at;
    if (role === 'canary' && row.expiresAt === undefined) {
      await store.putKey({ ...row, expiresAt: at + CANARY_OVERLAP_MS });
    } else if (!isLeaving) await store.removeKey(row.hash);
  }
}
