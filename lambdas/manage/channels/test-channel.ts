import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { channelInPath, unknownChannel } from './channel-in-path.ts';

/** `POST /api/channels/{id}/test`: 200 also where the receiver refused; that is what was asked. */
export const testChannel =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const outcome = await runtime.testChannel(channelInPath(event));
    if (!outcome) throw unknownChannel();
    const { ok, answer, tookMs } = outcome;
    return jsonAnswer(200, { ok, answer, took_ms: tookMs });
  };
