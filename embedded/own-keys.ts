import { hashKey, newKey, tokenFor } from '../adapters/system/keys.ts';
import { keepOwnKey } from '../core/paths/keep-own-key.ts';
import type { KeyStore } from '../core/ports/key-store.ts';
import { type KeptSecret, keptSecret } from './kept-secret.ts';
import type { Settings } from './settings.ts';

export interface OwnKeys {
  readonly adminKey: KeptSecret;
  /** What our own heartbeats bear. */
  readonly canaryKey: string;
  /** What sessions are signed with. */
  readonly sessionSecret: string;
}

/** The admin key and the canary's, each kept as its hash in a row like all others. */
export async function keepOwnKeys(store: KeyStore, settings: Settings, at: number): Promise<OwnKeys> {
  const adminKey = keptSecret(settings.adminApiKey, settings.dataDir, 'admin-key', newKey);
  const secretKey = keptSecret(settings.secretKey, settings.dataDir, 'secret-key', newKey).value;
  const canaryKey = tokenFor(secretKey, 'canary');
  await keepOwnKey(store, { role: 'admin', name: 'Admin key', hash: hashKey(adminKey.value) }, at);
  await keepOwnKey(store, { role: 'canary', name: 'Canary', hash: hashKey(canaryKey) }, at);
  return { adminKey, canaryKey, sessionSecret: tokenFor(secretKey, 'session') };
}
