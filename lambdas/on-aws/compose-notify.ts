import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import type { NotifyDeps } from '../notify/handler.ts';
import { createOperatorLine } from '../notify/operator-line.ts';
import { consoleLog } from './console-log.ts';
import type { Environment } from './environment.ts';
import { openChannels } from './open-channels.ts';
import { openOperators } from './open-operators.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';

/** What notify works with: the channels, and the deliveries on their way to them. */
export async function composeNotify(env: Environment): Promise<NotifyDeps> {
  const clock = new SteadyClock();
  const log = consoleLog;
  const channels = await openChannels(env, clock, log);
  return {
    store: openStore(env, clock),
    channels,
    queue: openQueue(env, log),
    clock,
    operators: openOperators(env, log),
    tellOperators: createOperatorLine(channels.values(), clock, log),
    log,
    random: Math.random,
  };
}
