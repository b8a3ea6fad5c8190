import { close } from '../../../core/monitor/lifecycle.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { releaseKeys } from '../../runtime/service-keys.ts';
import type { Services } from '../../runtime/services.ts';
import { refuseFromFile, serviceInPath, unknownService } from './service-in-path.ts';

/** `DELETE /api/services/{serviceId}`: not watched any more from now on. */
export const removeService =
  (services: Services): Endpoint =>
  async (event) => {
    const at = services.clock.now();
    const closed = await changeMonitor(
      services,
      serviceInPath(event),
      (monitor) => {
        refuseFromFile(monitor);
        return close(monitor, at);
      },
      at,
    );
    if (!closed) throw unknownService();
    await releaseKeys(services, [closed.keyId]);
    return emptyAnswer();
  };
