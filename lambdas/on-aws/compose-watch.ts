import { createCanary } from '../../adapters/canary/canary.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { createListener } from '../../core/paths/listen.ts';
import { oneAtATime } from '../../core/paths/one-at-a-time.ts';
import { consoleLog } from './console-log.ts';
import { type Environment, required } from './environment.ts';
import { openOperators } from './open-operators.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';
import { readSecret } from './read-secret.ts';
import { SETTLE_MS } from './rhythm.ts';

/** One that is lost on the way is no deafness yet. */
const CANARY_TRIES = 2;

/**
 * What the two that watch over silence share, sweep and judge: each sings its own canaries. Nothing is read yet: what
 * cannot be read now must not cost the process its whole life.
 */
export function composeWatch(env: Environment) {
  const clock = new SteadyClock();
  const log = consoleLog;
  const store = openStore(env, clock);
  const operators = openOperators(env, log);
  const key = () => readSecret(env, 'CANARY_SECRET_ARN');
  const canary = createCanary({ url: required(env, 'PUBLIC_URL'), key, tries: CANARY_TRIES });
  const listen = oneAtATime(createListener({ store, canary, clock, operators, log }));
  return { store, queue: openQueue(env, log), clock, log, operators, listen, settleMs: SETTLE_MS };
}
