import { fitting } from '../../../contracts/http/fit.ts';
import { badRequest } from '../../../contracts/http/http-error.ts';
import { momentOf } from '../../../contracts/http/moment.ts';
import { logLines } from '../../../contracts/services/from-core/logs.ts';
import { logsQuery, MOST_LOGS } from '../../../contracts/services/schemas/logs.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { unknownService } from './service-in-path.ts';

/** `GET /api/logs?serviceId=X`: its beats and changes of status on one line of time, newest first. */
export const readLogs =
  ({ store }: Runtime): Endpoint =>
  async (event, caller) => {
    const query = event.queryStringParameters ?? {};
    if (!query.serviceId) throw badRequest('serviceId is required');
    const { serviceId, type, limit: lines, before: moment } = fitting(logsQuery, query);
    const ref = { kind: 'service', id: serviceId } as const;
    const monitor = await store.read(ref);
    if (!monitor || monitor.status === 'closed') throw unknownService();
    const limit = lines == null ? MOST_LOGS : Number(lines);
    const before = moment == null ? undefined : momentOf(moment);
    // One more than shown, to know whether the page ends within a moment.
    const asked = { limit: limit + 1, before };
    const [beats, transitions] = await Promise.all([
      type === 'transition' ? [] : store.beats(ref, asked),
      type === 'heartbeat' ? [] : store.transitions(ref, asked),
    ]);
    const withMessages = caller.keyId !== undefined;
    return jsonAnswer(200, { serviceId, ...logLines({ beats, transitions, limit, withMessages }) });
  };
