import { fitting } from '../../../contracts/http/fit.ts';
import { conflict } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { newService } from '../../../contracts/services/schemas/service.ts';
import { toConfig } from '../../../contracts/services/to-core/config.ts';
import { addMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { keyChoice, keyWish, shownOnce } from './key-wish.ts';

/** `POST /api/services`: a new service, with a key of its own unless it shall be open. */
export const addService =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const { serviceId, apiKey, requireKey, ...fields } = fitting(newService, jsonBody(event));
    const config = toConfig(serviceId, fields, 'api');
    const wish = keyWish(runtime, { apiKey, requireKey }, undefined);
    const ref = { kind: 'service', id: serviceId } as const;
    const existing = await runtime.store.read(ref);
    if (existing && existing.status !== 'closed') throw alreadyThere(serviceId);
    const keyIdOf = await keyChoice(runtime, wish, at);
    const monitor = await addMonitor(runtime, ref, config, keyIdOf(undefined), at);
    if (!monitor) throw alreadyThere(serviceId);
    const location = `/api/services/${encodeURIComponent(serviceId)}`;
    return jsonAnswer(201, { ...serviceOf(viewOf(monitor, at), true), ...shownOnce(wish) }, { location });
  };

const alreadyThere = (serviceId: string) => conflict(`The service "${serviceId}" exists already`);
