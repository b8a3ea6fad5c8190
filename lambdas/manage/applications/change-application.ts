import { applicationOf } from '../../../contracts/applications/from-core/application.ts';
import { changedApplication } from '../../../contracts/applications/schemas/application.ts';
import { toChangedConfig } from '../../../contracts/applications/to-core/config.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { pause, reconfigure, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint, HttpAnswer, HttpEvent } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { refInPath, unknownApplication } from './application-in-path.ts';

/** `PUT /api/applications/{id}`: what is given is changed, the rest is kept. */
export const changeApplication =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const given = fitting(changedApplication, jsonBody(event));
    return changed(runtime, event, (monitor, at) =>
      reconfigure(monitor, toChangedConfig(monitor.config, given), monitor.keyId, at),
    );
  };

/** `POST .../pause`: heard, but nobody is alerted. */
export const pauseApplication =
  (runtime: Runtime): Endpoint =>
  (event) =>
    changed(runtime, event, pause);

/** `POST .../resume`: watched again, counting from now. */
export const resumeApplication =
  (runtime: Runtime): Endpoint =>
  (event) =>
    changed(runtime, event, resume);

async function changed(
  runtime: Runtime,
  event: HttpEvent,
  change: (monitor: Monitor, at: number) => Monitor,
): Promise<HttpAnswer> {
  const at = runtime.clock.now();
  const ref = refInPath(event, runtime);
  const after = await changeMonitor(runtime, ref, (monitor) => change(monitor, at), at);
  if (!after) throw unknownApplication();
  return jsonAnswer(200, applicationOf(viewOf(after, at), runtime.settings.publicUrl));
}
