import type { ManagedKey } from '../../../core/paths/manage-keys.ts';
import type { KeyRow } from '../../../core/ports/key-store.ts';

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

const timesOf = ({ createdAt, lastUsedAt, expiresAt }: KeyRow) => ({
  created: iso(createdAt),
  last_used: iso(lastUsedAt),
  expires: iso(expiresAt),
});

/** A key as the API shows it; never its hash. */
export const keyOf = ({ current, retiring }: ManagedKey): object => ({
  id: current.id,
  name: current.name,
  role: current.role,
  ...timesOf(current),
  retiring: retiring.map(timesOf),
});
