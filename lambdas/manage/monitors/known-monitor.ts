import { notFound } from '../../../contracts/http/http-error.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import type { Identity } from '../../../core/paths/key-ring.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { idInPath } from '../../runtime/id-in-path.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { visibleKinds } from '../../runtime/visible-kinds.ts';

const unknownMonitor = () => notFound('Unknown monitor');

/**
 * The monitor that a path names, as it is now.
 * @throws HttpError 404 where there is none; 401, 403 where this caller may see none of its kind
 */
export async function knownMonitor(
  { store }: Pick<Runtime, 'store'>,
  event: HttpEvent,
  caller: Identity,
): Promise<Monitor> {
  const kind = KINDS.find((known) => known === pathParameter(event, 'kind'));
  const id = idInPath(event, 'id');
  if (kind === undefined || id === undefined) throw unknownMonitor();
  visibleKinds(kind, caller);
  const monitor = await store.read({ kind, id });
  if (!monitor || monitor.status === 'closed') throw unknownMonitor();
  return monitor;
}
