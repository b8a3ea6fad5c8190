import { close } from '../../../core/monitor/lifecycle.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { refInPath, unknownApplication } from './application-in-path.ts';

/** `DELETE /api/applications/{id}`: gone for whoever asks; what is kept of it goes once its end was told. */
export const removeApplication =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const ref = refInPath(event, runtime);
    if (!(await changeMonitor(runtime, ref, (monitor) => close(monitor, at), at))) throw unknownApplication();
    return emptyAnswer();
  };
