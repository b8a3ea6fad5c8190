import { refOfName } from '../../../contracts/applications/to-core/application-ref.ts';
import { notFound } from '../../../contracts/http/http-error.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

export const unknownApplication = () => notFound('Unknown application');

/** The application that a path names. @throws HttpError 404 where no application can have that name */
export function refInPath({ pathParameters }: HttpEvent, { hash }: Pick<Runtime, 'hash'>): MonitorRef {
  const ref = refOfName(pathParameters?.id ?? '', hash);
  if (!ref) throw unknownApplication();
  return ref;
}

/** @throws HttpError 404, StoreUnavailable */
export async function applicationInPath(event: HttpEvent, runtime: Runtime): Promise<Monitor> {
  const monitor = await runtime.store.read(refInPath(event, runtime));
  if (!monitor || monitor.status === 'closed') throw unknownApplication();
  return monitor;
}
