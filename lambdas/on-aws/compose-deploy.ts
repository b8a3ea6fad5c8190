import { setTimeout as pause } from 'node:timers/promises';
import { hashKey } from '../../adapters/system/keys.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import type { DeployDeps } from '../deploy/handler.ts';
import { consoleLog } from './console-log.ts';
import type { Environment } from './environment.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';
import { readSecret } from './read-secret.ts';
import { SETTLE_MS } from './rhythm.ts';

/** What a deployment's own function works with. */
export function composeDeploy(env: Environment, services: readonly ServiceEntry[] | undefined): DeployDeps {
  const clock = new SteadyClock();
  const store = openStore(env, clock);
  return {
    store,
    queue: openQueue(env, consoleLog),
    keys: new KeyRing({ store, clock, hash: hashKey }),
    settleMs: SETTLE_MS,
    clock,
    log: consoleLog,
    hash: hashKey,
    services,
    pause,
    secrets: async () => ({
      adminKey: await readSecret(env, 'ADMIN_SECRET_ARN'),
      canaryKey: await readSecret(env, 'CANARY_SECRET_ARN'),
    }),
  };
}
