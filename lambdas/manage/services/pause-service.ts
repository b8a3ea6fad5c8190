import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { serviceInPath, unknownService } from './service-in-path.ts';

/** `POST .../pause`: heard, but nobody is alerted. Services of the file too: it says nothing about pauses. */
export const pauseService = (runtime: Runtime): Endpoint => moved(runtime, pause);

/** `POST .../resume`: watched again, counting from now. */
export const resumeService = (runtime: Runtime): Endpoint => moved(runtime, resume);

const moved =
  (runtime: Runtime, move: (monitor: Monitor, at: number) => Monitor): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const after = await changeMonitor(runtime, serviceInPath(event), (monitor) => move(monitor, at), at);
    if (!after) throw unknownService();
    return jsonAnswer(200, serviceOf(viewOf(after, at), true));
  };
