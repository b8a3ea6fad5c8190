import { fitting } from '../../../contracts/http/fit.ts';
import { historyAnswer, statusAnswer } from '../../../contracts/services/from-core/status.ts';
import { momentOf } from '../../../contracts/services/schemas/moment.ts';
import { historyQuery, statusQuery } from '../../../contracts/services/schemas/status.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { AnswersOfReadings } from '../../runtime/answers-of-readings.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `GET /api/status`: every service as it is now, worst first. */
export const readStatus = ({ fleet }: Runtime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async (event, caller) => {
    const { kind } = fitting(statusQuery, event.queryStringParameters ?? {});
    const reading = await fleet.read(kind === 'all' ? KINDS : [kind ?? 'service']);
    const options = { withMessages: caller.keyId !== undefined, withKinds: kind != null };
    return answers.of(reading, JSON.stringify(options), () =>
      jsonAnswer(200, statusAnswer(reading, options)),
    );
  };
};

const DEFAULT_SUMMARIES = 100;

/** `GET /api/status/history`: the counts of earlier moments, newest first. */
export const readStatusHistory =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const { limit, before } = fitting(historyQuery, event.queryStringParameters ?? {});
    const summaries = await store.summaries({
      limit: limit == null ? DEFAULT_SUMMARIES : Number(limit),
      before: before == null ? undefined : momentOf(before),
    });
    return jsonAnswer(200, historyAnswer(summaries));
  };
