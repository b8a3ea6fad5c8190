import type { Clock } from '../ports/clock.ts';
import type { KeyRow, KeyStore, Role } from '../ports/key-store.ts';

/** What a request's key entitles to. Without a key, or with one that nobody knows: nothing. */
export interface Identity {
  readonly keyId?: string | undefined;
  readonly role?: Role | undefined;
  readonly admin: boolean;
}

export const NOBODY: Identity = { admin: false };

export const identityOf = ({ id, role }: KeyRow): Identity => ({ keyId: id, role, admin: role === 'admin' });

/** A revocation holds within a minute: no process believes a row for longer. */
const BELIEVED_MS = 60_000;
/** 10,000 keys of about 200 bytes: 2 MB; beyond that the oldest is read again. */
const MOST_KEPT = 10_000;
const TOUCHED_EVERY_MS = 3_600_000;

interface Known {
  readonly row: KeyRow | undefined;
  readonly readAt: number;
}

export interface KeyRingDeps {
  readonly store: KeyStore;
  readonly clock: Clock;
  /** SHA-256 as lower-case hex. */
  readonly hash: (key: string) => string;
}

/** Resolves keys to identities through a cache per process, so that a steady beat needs no read. */
export class KeyRing {
  private readonly known = new Map<string, Known>();
  private readonly touched = new Map<string, number>();
  private readonly deps: KeyRingDeps;
  /** Raised by every change of keys through this process. */
  private changes = 0;

  constructor(deps: KeyRingDeps) {
    this.deps = deps;
  }

  /** @throws StoreUnavailable where the key had to be read and could not be. */
  async identify(key: string | undefined): Promise<Identity> {
    const row = await this.present(key);
    return row ? identityOf(row) : NOBODY;
  }

  /** The row of a key that is good now. @throws StoreUnavailable */
  async present(key: string | undefined): Promise<KeyRow | undefined> {
    return key ? this.good(this.deps.hash(key)) : undefined;
  }

  /** As `present`, by the key's hash. @throws StoreUnavailable */
  async good(hash: string): Promise<KeyRow | undefined> {
    const now = this.deps.clock.now();
    const row = await this.row(hash, now);
    if (!row || (row.expiresAt !== undefined && row.expiresAt <= now)) return undefined;
    this.touch(row, now);
    return row;
  }

  /** After keys were changed through this process: believe nothing read before. */
  forget(): void {
    this.changes += 1;
    this.known.clear();
  }

  private async row(hash: string, now: number): Promise<KeyRow | undefined> {
    const known = this.known.get(hash);
    if (known && now - known.readAt < BELIEVED_MS) return known.row;
    const { changes } = this;
    const row = await this.deps.store.keyByHash(hash);
    // What was read while keys were changed may be from before.
    if (changes !== this.changes) return row;
    this.known.delete(hash);
    this.known.set(hash, { row, readAt: now });
    const oldest = this.known.size > MOST_KEPT ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    return row;
  }

  /** Last use is a courtesy: at most hourly, and never in the way of a request. */
  private touch(row: KeyRow, now: number): void {
    const last = this.touched.get(row.hash) ?? row.lastUsedAt ?? 0;
    if (now - last < TOUCHED_EVERY_MS) return;
    this.touched.set(row.hash, now);
    this.deps.store.touchKey(row.hash, now).catch(() => this.touched.delete(row.hash));
  }
}
