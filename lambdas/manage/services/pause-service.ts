import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Services } from '../../runtime/services.ts';
import { serviceInPath, unknownService } from './service-in-path.ts';

/** `POST .../pause`: heard, but nobody is alerted. Services of the file too: it says nothing about pauses. */
export const pauseService = (services: Services): Endpoint => moved(services, pause);

/** `POST .../resume`: watched again, counting from now. */
export const resumeService = (services: Services): Endpoint => moved(services, resume);

const moved =
  (services: Services, move: (monitor: Monitor, at: number) => Monitor): Endpoint =>
  async (event) => {
    const at = services.clock.now();
    const after = await changeMonitor(services, serviceInPath(event), (monitor) => move(monitor, at), at);
    if (!after) throw unknownService();
    return jsonAnswer(200, serviceOf(viewOf(after, at), true));
  };
