import { KINDS } from '../../core/monitor/ref.ts';
import type { Services } from './services.ts';

type Keys = Pick<Services, 'store' | 'keys'>;

/** Derived from the key's hash, so that services which share a key share its row. */
const OURS = 'service-key-';
const ID_DIGITS = 16;
const PAGE = 1_000;

/**
 * The id by which monitors name the key of this hash. A key that somebody has already keeps its row: to write
 * over the admin's would lock the admin out.
 */
export async function keepKey({ store, keys }: Keys, hash: string, at: number): Promise<string> {
  const known = await store.keyByHash(hash);
  if (known && (known.expiresAt === undefined || known.expiresAt > at)) return known.id;
  const id = OURS + hash.slice(0, ID_DIGITS);
  await store.putKey({ hash, id, role: 'beat', name: 'Key of services', createdAt: at });
  keys.forget();
  return id;
}

/** Keys that no monitor names any more open nothing any more, if they were made for services alone. */
export async function releaseKeys(
  { store, keys }: Keys,
  released: Iterable<string | undefined>,
): Promise<void> {
  const candidates = new Set([...released].filter((id) => id?.startsWith(OURS)));
  if (candidates.size === 0) return;
  const named = await namedKeys(store);
  const unused = (await store.listKeys()).filter(({ id }) => candidates.has(id) && !named.has(id));
  for (const { hash } of unused) await store.removeKey(hash);
  keys.forget();
}

async function namedKeys(store: Services['store']): Promise<Set<string>> {
  const named = new Set<string>();
  for (const kind of KINDS) {
    let cursor: string | undefined;
    do {
      const page = await store.listMonitors(kind, { limit: PAGE, cursor });
      for (const { keyId, status } of page.items) if (keyId && status !== 'closed') named.add(keyId);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return named;
}
