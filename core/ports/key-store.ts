/**
 * `admin` may do everything, `writer` sends and registers, `reader` reads, and a `beat` key only sends for the
 * monitors that name it. `canary` is our own: whoever bears it is heard as proof that we can hear, no more.
 */
export const ROLES = ['admin', 'writer', 'reader', 'beat', 'canary'] as const;
export type Role = (typeof ROLES)[number];

/** A key as it is stored: never the key itself. */
export interface KeyRow {
  /** SHA-256 of the key, lower-case hex. */
  readonly hash: string;
  /** Monitors name the id, so that a rotated key keeps its monitors. */
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number | undefined;
  /** From this moment on the key is refused. */
  readonly expiresAt?: number | undefined;
}

export interface KeyStore {
  /** The row as it is, expired or not. */
  keyByHash(hash: string): Promise<KeyRow | undefined>;
  /** Writes the row; an existing row of this hash is replaced. */
  putKey(row: KeyRow): Promise<void>;
  /** At most hourly per process. */
  touchKey(hash: string, at: number): Promise<void>;
  /**
   * The key is refused from `expiresAt` on, unless it was to be refused sooner.
   * @returns whether there is such a key; one that was removed does not come back.
   */
  retireKey(hash: string, expiresAt: number): Promise<boolean>;
  removeKey(hash: string): Promise<void>;
  listKeys(): Promise<readonly KeyRow[]>;
}
