import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { schedulerInPath, unknownScheduler } from '../../runtime/scheduler-in-path.ts';

/** The scheduler that a path names, as it is now. @throws HttpError 404 */
export async function knownScheduler({ store }: Pick<Runtime, 'store'>, event: HttpEvent): Promise<Monitor> {
  const monitor = await store.read(schedulerInPath(event));
  if (!monitor || monitor.status === 'closed') throw unknownScheduler();
  return monitor;
}
