import { jsonBody } from '../../contracts/http/json-body.ts';
import { MOST_REPORT_BYTES } from '../../contracts/http/limits.ts';
import {
  batchAnswer,
  type Result,
  resultOf,
  singleAnswer,
} from '../../contracts/services/from-core/heartbeat.ts';
import { receiveHeartbeat } from '../../contracts/services/routes/receive-heartbeat.ts';
import { type Item, isFit, toHeartbeatRequest } from '../../contracts/services/to-core/heartbeat.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import { presentedKey } from '../runtime/presented-key.ts';
import type { RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { type Reception, receiveBeats } from './receive-beats.ts';
import type { RefusedBeats } from './refused-beats.ts';

/** `POST /api/heartbeat`: one service or many. */
export const bindServices = (runtime: HttpRuntime, limits: RateLimits, refused: RefusedBeats): Binding[] => [
  bind(receiveHeartbeat, async (event) => {
    const at = runtime.clock.now();
    const { batch, items } = toHeartbeatRequest(jsonBody(event, MOST_REPORT_BYTES));
    const source = event.requestContext.http.sourceIp;
    const results = await receive({ runtime, limits, refused, source, at }, items, presentedKey(event));
    const { status, body, headers } = batch ? batchAnswer(results, at) : singleAnswer(results[0]!, at);
    return jsonAnswer(status, body, headers);
  }),
];

/** An item that does not fit fails alone; its own token wins over the header's. */
async function receive(
  reception: Reception,
  items: readonly Item[],
  headerKey: string | undefined,
): Promise<Result[]> {
  const beats = items.filter(isFit).map(({ serviceId, signal, token }) => ({
    ref: { kind: 'service' as const, id: serviceId },
    signal,
    key: token ?? headerKey,
  }));
  const outcomes = (await receiveBeats(reception, beats)).values();
  return items.map((item) => resultOf(item, isFit(item) ? outcomes.next().value : undefined));
}
