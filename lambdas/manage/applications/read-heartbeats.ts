import { fieldsOf } from '../../../contracts/applications/from-core/application.ts';
import { heartbeatsOf } from '../../../contracts/applications/from-core/heartbeats.ts';
import { heartbeatsQuery } from '../../../contracts/applications/schemas/heartbeat.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { toHistoryQuery } from '../../../contracts/http/time-page.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { applicationInPath } from './application-in-path.ts';

/** `GET /api/applications/{id}/heartbeats`: newest first. */
export const readHeartbeats =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const { limit, before } = toHistoryQuery(fitting(heartbeatsQuery, event.queryStringParameters ?? {}));
    const monitor = await applicationInPath(event, runtime);
    // One more than shown, to know whether the page ends within a moment.
    const beats = await runtime.store.beats(monitor, { limit: limit + 1, before });
    return jsonAnswer(200, heartbeatsOf(fieldsOf(monitor.config).uuid, beats, limit));
  };
