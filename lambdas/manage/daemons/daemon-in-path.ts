import { unknownDaemon } from '../../../contracts/daemons/words.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { idInPath } from '../../runtime/id-in-path.ts';

/** The daemon that a path names. @throws HttpError 404 where no daemon can have that name */
export function daemonInPath(event: HttpEvent): MonitorRef {
  const id = idInPath(event, 'daemonId');
  if (id === undefined) throw unknownDaemon();
  return { kind: 'daemon', id };
}
