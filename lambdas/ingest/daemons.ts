import { receiveDaemonHeartbeat } from '../../contracts/daemons/routes/reports.ts';
import { toDaemonBeat } from '../../contracts/daemons/to-core/heartbeat.ts';
import { otherDaemonKey, unknownDaemon } from '../../contracts/daemons/words.ts';
import { tooFast } from '../../contracts/http/http-error.ts';
import { jsonBody } from '../../contracts/http/json-body.ts';
import { MOST_REPORT_BYTES } from '../../contracts/http/limits.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import { presentedKey } from '../runtime/presented-key.ts';
import type { RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { type BeatOutcome, receiveBeats } from './receive-beats.ts';
import type { RefusedBeats } from './refused-beats.ts';

/** `POST /api/daemon/heartbeat` */
export const bindDaemons = (runtime: HttpRuntime, limits: RateLimits, refused: RefusedBeats): Binding[] => [
  bind(receiveDaemonHeartbeat, async (event) => {
    const at = runtime.clock.now();
    const { daemonId, signal, truncated } = toDaemonBeat(jsonBody(event, MOST_REPORT_BYTES));
    const source = event.requestContext.http.sourceIp;
    const ref = { kind: 'daemon', id: daemonId } as const;
    const beat = { ref, signal, key: presentedKey(event) };
    const [outcome] = await receiveBeats({ runtime, limits, refused, source, at }, [beat]);
    refuseUnlessRecorded(outcome!);
    return jsonAnswer(200, { success: true, ...(truncated.length > 0 && { truncated }) });
  }),
];

/** @throws HttpError 401, 404 or 429 */
function refuseUnlessRecorded(outcome: BeatOutcome): void {
  if (outcome === 'recorded') return;
  if (outcome === 'unknown') throw unknownDaemon();
  if (outcome === 'refused') throw otherDaemonKey();
  throw tooFast(outcome.sentence, outcome.waitMs);
}
