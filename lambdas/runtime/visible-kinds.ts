import { forbidden, unauthorized } from '../../contracts/http/http-error.ts';
import { KINDS, type Kind } from '../../core/monitor/ref.ts';
import type { Identity } from '../../core/paths/key-ring.ts';

/** Whoever knows the id of an application can send for it: it is shown to admins only. */
const isSecret = (kind: Kind): boolean => kind === 'application';

const OPEN_KINDS = KINDS.filter((kind) => !isSecret(kind));

/**
 * The kinds that this caller is shown of those asked for; `all` are all that it may see.
 * @throws HttpError 401, 403 where it asks for one that it may not see
 */
export function visibleKinds(asked: Kind | 'all', caller: Identity): readonly Kind[] {
  if (asked === 'all') return caller.admin ? KINDS : OPEN_KINDS;
  if (!isSecret(asked) || caller.admin) return [asked];
  if (caller.keyId === undefined) throw unauthorized('An API key is required');
  throw forbidden('This API key does not have the right to do that');
}
