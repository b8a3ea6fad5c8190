import * as paths from '../../../core/paths/manage-channels.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { channelInPath, refusal, unknownChannel } from './channel-in-path.ts';

/** `DELETE /api/channels/{id}`: monitors that name it count as naming none. */
export const removeChannel =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const id = channelInPath(event);
    const outcome = await paths.removeChannel(runtime, id);
    if (outcome === 'unknown') throw unknownChannel();
    if (outcome === 'settings') throw refusal(outcome, id);
    return emptyAnswer();
  };
