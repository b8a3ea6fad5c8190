import { notFound } from '../../../contracts/http/http-error.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { idInPath } from '../../runtime/id-in-path.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';
import type { Runtime } from '../../runtime/runtime.ts';

const unknownMonitor = () => notFound('Unknown monitor');

/** The monitor that a path names, as it is now. @throws HttpError 404 */
export async function knownMonitor({ store }: Pick<Runtime, 'store'>, event: HttpEvent): Promise<Monitor> {
  const kind = KINDS.find((known) => known === pathParameter(event, 'kind'));
  const id = idInPath(event, 'id');
  if (kind === undefined || id === undefined) throw unknownMonitor();
  const monitor = await store.read({ kind, id });
  if (!monitor || monitor.status === 'closed') throw unknownMonitor();
  return monitor;
}
