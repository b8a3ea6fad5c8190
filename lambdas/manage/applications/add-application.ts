import { randomUUID } from 'node:crypto';
import { applicationOf } from '../../../contracts/applications/from-core/application.ts';
import { newApplication } from '../../../contracts/applications/schemas/application.ts';
import { refOfUuid } from '../../../contracts/applications/to-core/application-ref.ts';
import { toConfig } from '../../../contracts/applications/to-core/config.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { addMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `POST /api/applications`: a new application under a uuid that we make. */
export const addApplication =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const { name, ...fields } = fitting(newApplication, jsonBody(event));
    const uuid = randomUUID();
    const config = toConfig(uuid, name, fields);
    const monitor = await addMonitor(runtime, refOfUuid(uuid, runtime.hash)!, config, undefined, at);
    if (!monitor) throw new Error('A new uuid belongs to an application already');
    const location = `/api/applications/${uuid}`;
    const body = applicationOf(viewOf(monitor, at), runtime.settings.publicUrl);
    return jsonAnswer(201, body, { location });
  };
