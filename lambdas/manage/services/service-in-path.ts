import { conflict, notFound } from '../../../contracts/http/http-error.ts';
import { ID_PATTERN } from '../../../contracts/http/limits.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';

export const unknownService = () => notFound('Unknown serviceId');

/** The service that a path names. @throws HttpError 404 where no service can have that name */
export function serviceInPath({ pathParameters }: HttpEvent): MonitorRef {
  const id = decoded(pathParameters?.serviceId ?? '');
  if (!ID_PATTERN.test(id)) throw unknownService();
  return { kind: 'service', id };
}

/** No id has a percent sign, so a gateway that has decoded the path already does no harm. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The file is the truth for the services that it names. @throws HttpError 409 */
export function refuseFromFile({ id, config }: Monitor): void {
  if (config.source !== 'file') return;
  throw conflict(`The service "${id}" stands in services.json: change it there`);
}
