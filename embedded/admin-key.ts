import { hashKey, newKey } from '../adapters/system/keys.ts';
import type { KeyStore } from '../core/ports/key-store.ts';
import { type KeptSecret, keptSecret } from './kept-secret.ts';
import type { Settings } from './settings.ts';

const ADMIN_KEY_ID = 'admin';

/** The admin key as a row like the others; a row of an earlier admin key is removed with it. */
export async function keepAdminKey(store: KeyStore, settings: Settings, at: number): Promise<KeptSecret> {
  const secret = keptSecret(settings.adminApiKey, settings.dataDir, 'admin-key', newKey);
  const hash = hashKey(secret.value);
  for (const row of await store.listKeys()) {
    if (row.id === ADMIN_KEY_ID && row.hash !== hash) await store.removeKey(row.hash);
  }
  // The same key may have been issued for something else before.
  if ((await store.keyByHash(hash))?.id !== ADMIN_KEY_ID) {
    await store.putKey({ hash, id: ADMIN_KEY_ID, role: 'admin', name: 'Admin key', createdAt: at });
  }
  return secret;
}
