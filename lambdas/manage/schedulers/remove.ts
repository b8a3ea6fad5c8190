import { close } from '../../../core/monitor/lifecycle.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { refuseOtherKey } from '../../runtime/registered-with.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { schedulerInPath, unknownScheduler } from '../../runtime/scheduler-in-path.ts';

/** `DELETE /api/v1/schedulers/{scheduler_id}`: not watched any more from now on. */
export const remove =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    const at = runtime.clock.now();
    const closed = await changeMonitor(
      runtime,
      schedulerInPath(event),
      (monitor) => {
        refuseOtherKey(monitor, caller);
        return close(monitor, at);
      },
      at,
    );
    if (!closed) throw unknownScheduler();
    return emptyAnswer();
  };
