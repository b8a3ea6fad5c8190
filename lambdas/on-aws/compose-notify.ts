import { setTimeout as pause } from 'node:timers/promises';
import { createComeBack } from '../../adapters/sqs/come-back.ts';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import type { NotifyDeps } from '../notify/handler.ts';
import { createOperatorLine } from '../notify/operator-line.ts';
import { clientOptions } from './client-options.ts';
import { consoleLog } from './console-log.ts';
import { type Environment, required } from './environment.ts';
import { openChannels } from './open-channels.ts';
import { openOperators } from './open-operators.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';

/** What notify works with: the channels, and the deliveries on their way to them. */
export function composeNotify(env: Environment): NotifyDeps {
  const clock = new SteadyClock();
  const log = consoleLog;
  const channels = openChannels(env, clock, log);
  return {
    store: openStore(env, clock),
    channels,
    queue: openQueue(env, log),
    clock,
    operators: openOperators(env, log),
    comeBack: createComeBack({
      client: createSqsClient(clientOptions(env, 'SQS')),
      queueUrl: required(env, 'NOTIFY_QUEUE_URL'),
      log,
    }),
    tellOperators: createOperatorLine({ channels: [...channels.values()], clock, log, pause }),
    log,
    random: Math.random,
  };
}
