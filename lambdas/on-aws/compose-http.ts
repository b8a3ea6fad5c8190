import { hashKey, newKey } from '../../adapters/system/keys.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { SharedFleet } from '../runtime/shared-fleet.ts';
import { consoleLog } from './console-log.ts';
import { type Environment, required } from './environment.ts';
import { limitsFrom } from './limits-from.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';
import { LONGEST_CANARY_PAUSE_MS, SETTLE_MS, SWEEP_OVERDUE_MS } from './rhythm.ts';

/** What the HTTP handlers work with on AWS. `timeoutMs`: how long a command to the table or a queue may take. */
export function composeHttp(env: Environment, timeoutMs?: number): HttpRuntime {
  const clock = new SteadyClock();
  const store = openStore(env, clock, timeoutMs);
  return {
    store,
    queue: openQueue(env, consoleLog, timeoutMs),
    clock,
    keys: new KeyRing({ store, clock, hash: hashKey }),
    fleet: new SharedFleet(store, clock),
    log: consoleLog,
    settleMs: SETTLE_MS,
    hash: hashKey,
    newKey,
    settings: {
      dashboardAccess: env.DASHBOARD_ACCESS === 'public' ? 'public' : 'private',
      allowPrivateTargets: false,
      publicUrl: required(env, 'PUBLIC_URL'),
      rateLimit: limitsFrom(env),
      longestCanaryPauseMs: LONGEST_CANARY_PAUSE_MS,
      // Others do, whenever this process began.
      watchedSince: 0,
      sweepOverdueMs: SWEEP_OVERDUE_MS,
    },
  };
}
