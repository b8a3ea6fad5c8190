import { tooFast } from '../../contracts/http/http-error.ts';
import { jsonBody } from '../../contracts/http/json-body.ts';
import { MOST_REPORT_BYTES } from '../../contracts/http/limits.ts';
import { recordedAnswer } from '../../contracts/schedulers/from-core/report.ts';
import { reportSchedulerStatus, sendSchedulerHeartbeat } from '../../contracts/schedulers/routes/reports.ts';
import { type Report, toHeartbeat, toStatusReport } from '../../contracts/schedulers/to-core/report.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind, type Endpoint } from '../runtime/endpoint.ts';
import type { RateLimits } from '../runtime/rate-limits.ts';
import { otherKey } from '../runtime/registered-with.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { schedulerInPath, unknownScheduler } from '../runtime/scheduler-in-path.ts';
import { senderKey } from '../runtime/sender.ts';
import { type BeatOutcome, receiveBeats } from './receive-beats.ts';
import type { RefusedBeats } from './refused-beats.ts';

/** What runs of schedulers report: their start and end, and that they are alive. */
export function bindSchedulers(runtime: HttpRuntime, limits: RateLimits, refused: RefusedBeats): Binding[] {
  const receiving =
    (toReport: (schedulerId: string, body: unknown) => Report): Endpoint =>
    async (event) => {
      const at = runtime.clock.now();
      const key = await senderKey(runtime, limits, event);
      const ref = schedulerInPath(event);
      const report = toReport(ref.id, jsonBody(event, MOST_REPORT_BYTES));
      const source = event.requestContext.http.sourceIp;
      const reception = { runtime, limits, refused, source, at };
      const [outcome] = await receiveBeats(reception, [{ ref, signal: report.signal, key }]);
      refuseUnrecorded(outcome!);
      return jsonAnswer(200, recordedAnswer(ref.id, report, at));
    };
  return [
    bind(reportSchedulerStatus, receiving(toStatusReport)),
    bind(sendSchedulerHeartbeat, receiving(toHeartbeat)),
  ];
}

/** @throws HttpError 401, 404, 429 */
function refuseUnrecorded(outcome: BeatOutcome): void {
  switch (outcome) {
    case 'recorded':
      return;
    case 'unknown':
      throw unknownScheduler();
    case 'refused':
      throw otherKey();
    default:
      throw tooFast(outcome.sentence, outcome.waitMs);
  }
}
