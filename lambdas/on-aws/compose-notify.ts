import { setTimeout as pause } from 'node:timers/promises';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { createComeBack } from '../../adapters/sqs/come-back.ts';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { HANDFUL, Pace } from '../../core/alerts/pace.ts';
import { HealthNotes } from '../../core/paths/channel-health.ts';
import type { NotifyDeps } from '../notify/handler.ts';
import { createOperatorLine } from '../notify/operator-line.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { createChannelTester } from '../runtime/test-channel.ts';
import { clientOptions } from './client-options.ts';
import { consoleLog } from './console-log.ts';
import { type Environment, required } from './environment.ts';
import { openDirectory } from './open-directory.ts';
import { openOperators } from './open-operators.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';
import { stackChannels } from './stack-channels.ts';

/** What notify works with: the channels, the deliveries on their way to them, and the tests of channels. */
export interface Notifying extends NotifyDeps {
  readonly testChannel: Runtime['testChannel'];
}

/** What each of so many processes may send one by one: together about what one alone may, and each at least one. */
const shareOfHandful = (processes: number): number => Math.max(1, Math.floor(HANDFUL / processes));

/** Composes it from the environment. `outgoing`: the way out; tests lead to receivers of their own. */
export function composeNotify(
  env: Environment,
  outgoing = createOutgoing({ allowPrivateTargets: false }),
): Notifying {
  const clock = new SteadyClock();
  const log = consoleLog;
  const store = openStore(env, clock);
  const channels = openDirectory(env, { store, clock, log, outgoing });
  const own = stackChannels(env).map(({ id }) => id);
  return {
    store,
    channels,
    pace: new Pace(shareOfHandful(Number(env.NOTIFY_CONCURRENCY) || 1)),
    health: new HealthNotes({ store, log }),
    queue: openQueue(env, log),
    clock,
    operators: openOperators(env, log),
    comeBack: createComeBack({
      client: createSqsClient(clientOptions(env, 'SQS')),
      queueUrl: required(env, 'NOTIFY_QUEUE_URL'),
      log,
    }),
    tellOperators: createOperatorLine({ channels, own, clock, log, pause }),
    testChannel: createChannelTester({ channels, store, clock, log }),
    log,
    random: Math.random,
  };
}
