import { fitting } from '../../../contracts/http/fit.ts';
import { conflict, misfit } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { changedService } from '../../../contracts/services/schemas/service.ts';
import { toChangedConfig } from '../../../contracts/services/to-core/config.ts';
import { reconfigure } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { keyChoice, keyWish, shownOnce } from './key-wish.ts';
import { refuseFromFile, serviceInPath, unknownService } from './service-in-path.ts';

/** `PUT /api/services/{serviceId}`: what is given is changed, the rest is kept. */
export const changeService =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const ref = serviceInPath(event);
    const { serviceId, apiKey, requireKey, ...fields } = fitting(changedService, jsonBody(event));
    if (serviceId && serviceId !== ref.id) {
      throw misfit([{ path: 'serviceId', message: 'must be the one in the address' }]);
    }
    const before = await runtime.store.read(ref);
    if (!before || before.status === 'closed') throw unknownService();
    const configured = (monitor: Monitor) => {
      refuseFromFile(monitor);
      return toChangedConfig(ref.id, monitor.config, fields);
    };
    // Checked once before any key is written, and again for the monitor that is changed in the end.
    configured(before);
    const wish = keyWish(runtime, { apiKey, requireKey }, before.keyId !== undefined);
    const keyIdOf = await keyChoice(runtime, wish, at);
    const change = (monitor: Monitor) => {
      const keyId = keyIdOf(monitor.keyId);
      if (requireKey && keyId === undefined)
        throw conflict('Its key was taken away meanwhile: send this again');
      return reconfigure(monitor, configured(monitor), keyId, at);
    };
    const after = await changeMonitor(runtime, ref, change, at);
    if (!after) throw unknownService();
    return jsonAnswer(200, { ...serviceOf(viewOf(after, at), true), ...shownOnce(wish) });
  };
