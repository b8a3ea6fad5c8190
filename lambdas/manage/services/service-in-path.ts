import { conflict, notFound } from '../../../contracts/http/http-error.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { idInPath } from '../../runtime/id-in-path.ts';

export const unknownService = () => notFound('Unknown serviceId');

/** The service that a path names. @throws HttpError 404 where no service can have that name */
export function serviceInPath(event: HttpEvent): MonitorRef {
  const id = idInPath(event, 'serviceId');
  if (id === undefined) throw unknownService();
  return { kind: 'service', id };
}

/** The file is the truth for the services that it names. @throws HttpError 409 */
export function refuseFromFile({ id, config }: Monitor): void {
  if (config.source !== 'file') return;
  throw conflict(`The service "${id}" stands in services.json: change it there`);
}
