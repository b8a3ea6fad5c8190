import { fitting } from '../../../contracts/http/fit.ts';
import { historyAnswer, statusAnswer } from '../../../contracts/services/from-core/status.ts';
import { momentOf } from '../../../contracts/services/schemas/moment.ts';
import { historyQuery, statusQuery } from '../../../contracts/services/schemas/status.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { readFleet, uptimesOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Services } from '../../runtime/services.ts';

/** `GET /api/status`: every service as it is now, worst first. */
export const readStatus =
  ({ store, clock }: Services): Endpoint =>
  async (event, caller) => {
    const { kind } = fitting(statusQuery, event.queryStringParameters ?? {});
    const now = clock.now();
    const views = await readFleet(store, kind === 'all' ? KINDS : [kind ?? 'service'], now);
    const uptimes = await uptimesOf(store, views);
    const withMessages = caller.keyId !== undefined;
    return jsonAnswer(200, statusAnswer({ views, uptimes, now, withMessages, withKinds: kind != null }));
  };

const DEFAULT_SUMMARIES = 100;

/** `GET /api/status/history`: the counts of earlier moments, newest first. */
export const readStatusHistory =
  ({ store }: Services): Endpoint =>
  async (event) => {
    const { limit, before } = fitting(historyQuery, event.queryStringParameters ?? {});
    const summaries = await store.summaries({
      limit: limit == null ? DEFAULT_SUMMARIES : Number(limit),
      before: before == null ? undefined : momentOf(before),
    });
    return jsonAnswer(200, historyAnswer(summaries));
  };
