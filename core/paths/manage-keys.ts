import type { KeyRow, KeyStore, Role } from '../ports/key-store.ts';
import type { MonitorStore } from '../ports/monitor-store.ts';
import { compareText, livingMonitors } from './read-fleet.ts';

/** All rows of one id: the key that is good now, and those that it replaced. */
export interface ManagedKey {
  readonly current: KeyRow;
  /** Still accepted until they expire; newest first. */
  readonly retiring: readonly KeyRow[];
}

/** What a key may be issued for. */
export const ISSUED_ROLES = ['admin', 'writer', 'reader'] as const satisfies readonly Role[];
/** What people may know of; other roles are our own affair. */
export const SHOWN_ROLES = [...ISSUED_ROLES, 'beat'] as const satisfies readonly Role[];

/** Why a key may not be changed by request. */
export type KeyRefusal = 'own' | 'last-admin' | 'of-file';

export type KeyOutcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly why: KeyRefusal };

const UNKNOWN = { type: 'unknown' } as const;
const done = <T>(value: T): KeyOutcome<T> => ({ type: 'done', value });

/** The id of a key that Heartbeat Central has of itself is its role. */
const isOwn = ({ id, role }: KeyRow): boolean => id === role;

const isShown = ({ role }: KeyRow): boolean => SHOWN_ROLES.some((shown) => shown === role);

export const isGood = ({ expiresAt }: KeyRow, now: number): boolean =>
  expiresAt === undefined || expiresAt > now;

/** The one that lives longest is the current one; of two such, the one that was made last. */
const longestFirst = (a: KeyRow, b: KeyRow): number => {
  const [endOfA, endOfB] = [a, b].map(({ expiresAt = Number.MAX_SAFE_INTEGER }) => expiresAt) as [
    number,
    number,
  ];
  return endOfB - endOfA || b.createdAt - a.createdAt || (a.hash < b.hash ? -1 : 1);
};

function managed(rows: readonly KeyRow[], now: number): ManagedKey | undefined {
  const [current, ...others] = [...rows].sort(longestFirst);
  return current && { current, retiring: others.filter((row) => isGood(row, now)) };
}

/** Every key that people may know of, by name and then by id. */
export async function listKeys(store: KeyStore, now: number): Promise<readonly ManagedKey[]> {
  const rows = (await store.listKeys()).filter(isShown);
  const keys = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((of) => managed(of, now) ?? []);
  return keys.sort((a, b) => compareKeys(placeOf(a), placeOf(b)));
}

/** Where a key stands in the list. */
export type KeyPlace = readonly [name: string, id: string];

export const placeOf = ({ current }: ManagedKey): KeyPlace => [current.name, current.id];

export const compareKeys = (a: KeyPlace, b: KeyPlace): number =>
  compareText(a[0], b[0]) || compareText(a[1], b[1]);

/** @returns undefined where no key that people may know of has this id. */
export async function readKey(store: KeyStore, id: string, now: number): Promise<ManagedKey | undefined> {
  return managed(await rowsOf(store, id), now);
}

const rowsOf = async (store: KeyStore, id: string): Promise<readonly KeyRow[]> =>
  (await store.listKeys()).filter((row) => row.id === id && isShown(row));

type Stores = KeyStore & Pick<MonitorStore, 'listMonitors'>;

/** No key may be taken away that would lock the operator out, or that a file gives back at the next start. */
async function refusalOf(
  store: Stores,
  rows: readonly KeyRow[],
  id: string,
): Promise<KeyRefusal | undefined> {
  if (rows.some(isOwn)) return 'own';
  return rows.some(({ role }) => role === 'beat') && (await isOfFile(store, id)) ? 'of-file' : undefined;
}

async function isOfFile(store: Stores, keyId: string): Promise<boolean> {
  for await (const page of livingMonitors(store, 'service')) {
    if (page.some((monitor) => monitor.keyId === keyId && monitor.config.source === 'file')) return true;
  }
  return false;
}

/** Takes a key away for good, with all that it replaced. @throws StoreUnavailable */
export async function revokeKey(store: Stores, id: string, now: number): Promise<KeyOutcome<ManagedKey>> {
  const all = await store.listKeys();
  const rows = all.filter((row) => row.id === id && isShown(row));
  const key = managed(rows, now);
  if (!key) return UNKNOWN;
  const why = (await refusalOf(store, rows, id)) ?? (isLastAdmin(all, key, now) ? 'last-admin' : undefined);
  if (why) return { type: 'refused', why };
  await Promise.all(rows.map(({ hash }) => store.removeKey(hash)));
  return done(key);
}

const isLastAdmin = (all: readonly KeyRow[], { current }: ManagedKey, now: number): boolean =>
  current.role === 'admin' &&
  isGood(current, now) &&
  !all.some((row) => row.role === 'admin' && row.id !== current.id && isGood(row, now));

export interface Rotation {
  /** SHA-256 of the new key. */
  readonly hash: string;
  /** How long the keys before are accepted still, ms. */
  readonly overlapMs: number;
}

/**
 * Gives an id a new key. Those before it are good until the overlap is over; monitors name the id and notice nothing. A
 * key that was issued for a time gets that time anew.
 * @throws StoreUnavailable
 */
export async function rotateKey(
  store: Stores,
  id: string,
  { hash, overlapMs }: Rotation,
  now: number,
): Promise<KeyOutcome<ManagedKey>> {
  const rows = await rowsOf(store, id);
  const key = managed(rows, now);
  if (!key) return UNKNOWN;
  const why = await refusalOf(store, rows, id);
  if (why) return { type: 'refused', why };
  const { role, name, createdAt, expiresAt } = key.current;
  const fresh: KeyRow = {
    hash,
    id,
    role,
    name,
    createdAt: now,
    ...(expiresAt !== undefined && { expiresAt: now + expiresAt - createdAt }),
  };
  await store.putKey(fresh);
  const until = now + overlapMs;
  const isCurrent = (row: KeyRow): boolean => row.hash === key.current.hash;
  const present = await Promise.all(
    rows.map(
      async (row) =>
        (await (isGood(row, now) && overlapMs > 0 ? store.retireKey(row.hash, until) : drop(store, row))) &&
        isCurrent(row),
    ),
  );
  if (present.includes(true)) return done((await readKey(store, id, now))!);
  // It was revoked meanwhile: that holds.
  await store.removeKey(hash);
  return UNKNOWN;
}

/** @returns whether it was there. */
async function drop(store: KeyStore, { hash }: KeyRow): Promise<boolean> {
  const present = (await store.keyByHash(hash)) !== undefined;
  await store.removeKey(hash);
  return present;
}
