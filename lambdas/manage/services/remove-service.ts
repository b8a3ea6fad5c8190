import { close } from '../../../core/monitor/lifecycle.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { refuseFromFile, serviceInPath, unknownService } from './service-in-path.ts';

/** `DELETE /api/services/{serviceId}`: not watched any more from now on. */
export const removeService =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const closed = await changeMonitor(
      runtime,
      serviceInPath(event),
      (monitor) => {
        refuseFromFile(monitor);
        return close(monitor, at);
      },
      at,
    );
    if (!closed) throw unknownService();
    return emptyAnswer();
  };
