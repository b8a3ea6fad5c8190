import { fitting } from '../../../contracts/http/fit.ts';
import { placeCursor, placeFrom } from '../../../contracts/http/fleet-place.ts';
import { isNarrowed, toFilter } from '../../../contracts/http/list-query.ts';
import { toHistoryQuery } from '../../../contracts/http/time-page.ts';
import { historyAnswer, lastingStatus, statusAnswer } from '../../../contracts/services/from-core/status.ts';
import { historyQuery, statusQuery } from '../../../contracts/services/schemas/status.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { selectFleet } from '../../../core/paths/select-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { AnswersOfReadings } from '../../runtime/answers-of-readings.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { etagOf } from '../../runtime/etag.ts';
import type { Runtime } from '../../runtime/runtime.ts';

const LIST = 'status';

/** `GET /api/status`: every service as it is now, worst first; without a limit, all of them. */
export const readStatus = ({ fleet }: Runtime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async (event, caller) => {
    const query = fitting(statusQuery, event.queryStringParameters ?? {});
    const { kind, limit, cursor } = query;
    const after = placeFrom(LIST, cursor);
    const reading = await fleet.read(kind === 'all' ? KINDS : [kind ?? 'service']);
    const options = { withMessages: caller.keyId !== undefined, withKinds: kind != null };
    const make = () => {
      const { about, page, last } = selectFleet(reading.views, toFilter(query), {
        after,
        limit: limit == null ? undefined : Number(limit),
      });
      const next = last ? placeCursor(LIST, last) : null;
      const body = statusAnswer({ at: reading.at, about, page, gaps: reading.gaps, cursor: next }, options);
      return jsonAnswer(200, body, { etag: etagOf(lastingStatus(body)) });
    };
    // Whatever somebody searches for is made for them alone: there is no end to what may be searched for.
    return isNarrowed(query) ? make() : answers.of(reading, JSON.stringify(options), make);
  };
};

/** `GET /api/status/history`: the counts of earlier moments, newest first. */
export const readStatusHistory =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const { limit, before } = toHistoryQuery(fitting(historyQuery, event.queryStringParameters ?? {}));
    return jsonAnswer(200, historyAnswer(await store.summaries({ limit: limit + 1, before }), limit));
  };
