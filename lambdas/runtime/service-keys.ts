import { conflict } from '../../contracts/http/http-error.ts';
import type { Runtime } from './runtime.ts';

type Keys = Pick<Runtime, 'store' | 'keys'>;

/** Derived from the key's hash, so that services which share a key share its row. */
const OURS = 'service-key-';
const ID_DIGITS = 16;

/**
 * The id by which monitors name the key of this hash. A key that somebody has already keeps its row: to write
 * over the admin's would lock the admin out. The row is never removed: the next service may be taking the key
 * over in this moment, and a `beat` key that no monitor names opens nothing.
 * @throws HttpError 409 where the key expires
 */
export async function keepKey({ store, keys }: Keys, hash: string, at: number): Promise<string> {
  const known = await store.keyByHash(hash);
  if (known && (known.expiresAt === undefined || known.expiresAt > at)) {
    // Its services would fall silent on that day, without anybody having changed a thing.
    if (known.expiresAt !== undefined)
      throw conflict(`This API key expires on ${new Date(known.expiresAt).toISOString()}`);
    return known.id;
  }
  const id = OURS + hash.slice(0, ID_DIGITS);
  await store.putKey({ hash, id, role: 'beat', name: 'Key of services', createdAt: at });
  keys.forget();
  return id;
}
