import type { KeyRow, Role } from '../../core/ports/key-store.ts';

export interface StoredKey {
  readonly hash: string;
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
}

export const keyOf = (row: StoredKey): KeyRow => ({
  hash: row.hash,
  id: row.id,
  role: row.role,
  name: row.name,
  createdAt: row.created_at,
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
});
