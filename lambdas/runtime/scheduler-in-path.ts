import { notFound } from '../../contracts/http/http-error.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { HttpEvent } from './endpoint.ts';
import { idInPath } from './id-in-path.ts';

export const unknownScheduler = () => notFound('Scheduler not registered');

/** The scheduler that a path names. @throws HttpError 404 where no scheduler can have that name */
export function schedulerInPath(event: HttpEvent): MonitorRef {
  const id = idInPath(event, 'scheduler_id');
  if (id === undefined) throw unknownScheduler();
  return { kind: 'scheduler', id };
}
