import {
  receiveApplicationHeartbeat,
  receiveApplicationHeartbeatByGet,
} from '../../contracts/applications/routes/receive-heartbeat.ts';
import { refOfUuid } from '../../contracts/applications/to-core/application-ref.ts';
import { toSignal } from '../../contracts/applications/to-core/signal.ts';
import { type HttpError, notFound, tooFast } from '../../contracts/http/http-error.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind, type Endpoint } from '../runtime/endpoint.ts';
import type { RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { receiveBeats } from './receive-beats.ts';
import type { RefusedBeats } from './refused-beats.ts';

/** `/heartbeat/{uuid}`: the address itself is what admits. POST, GET, and HEAD, which is answered as GET is. */
export function bindApplications(runtime: HttpRuntime, limits: RateLimits, refused: RefusedBeats): Binding[] {
  const receive: Endpoint = async (event) => {
    const at = runtime.clock.now();
    const source = event.requestContext.http.sourceIp;
    const ref = refOfUuid(event.pathParameters?.uuid ?? '', runtime.hash);
    if (!ref) throw unknownAddress(limits, source, at);
    const { signal, truncated } = toSignal(event);
    const reception = { runtime, limits, refused, source, at };
    const [outcome] = await receiveBeats(reception, [{ ref, signal, key: undefined }]);
    if (typeof outcome === 'object') throw tooFast(outcome.sentence, outcome.waitMs);
    if (outcome !== 'recorded') throw unknownAddress(limits, source, at);
    const timestamp = new Date(at).toISOString();
    return jsonAnswer(200, { success: true, message: 'Heartbeat received', timestamp, truncated });
  };
  return [bind(receiveApplicationHeartbeat, receive), bind(receiveApplicationHeartbeatByGet, receive)];
}

/** A malformed uuid and one that nobody has are answered alike, and slowly to whoever tries many. */
function unknownAddress(limits: RateLimits, source: string, at: number): HttpError {
  const limited = limits.unknownAddress(source, at);
  return limited ? tooFast(limited.sentence, limited.waitMs) : notFound('Unknown application');
}
