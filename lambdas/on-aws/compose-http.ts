import { hashKey, newKey } from '../../adapters/system/keys.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { Sessions } from '../runtime/sessions.ts';
import { SharedFleet } from '../runtime/shared-fleet.ts';
import { statusPageChoice } from '../runtime/status-page-choice.ts';
import { consoleLog } from './console-log.ts';
import { type Environment, required } from './environment.ts';
import { limitsFrom } from './limits-from.ts';
import { openQueue } from './open-queue.ts';
import { openStore } from './open-store.ts';
import { LONGEST_CANARY_PAUSE_MS, SETTLE_MS, SWEEP_OVERDUE_MS } from './rhythm.ts';

export interface HttpOptions {
  /** How long a command to the table or a queue may take, ms. */
  readonly timeoutMs?: number;
  /** What sessions are signed with; a function without it takes none. */
  readonly sessionSecret?: (clock: Clock) => () => Promise<string>;
}

/** What the HTTP handlers work with on AWS. */
export function composeHttp(env: Environment, { timeoutMs, sessionSecret }: HttpOptions = {}): Runtime {
  const clock = new SteadyClock();
  const store = openStore(env, clock, timeoutMs);
  const keys = new KeyRing({ store, clock, hash: hashKey });
  const publicUrl = required(env, 'PUBLIC_URL');
  const secret = sessionSecret?.(clock) ?? noSessions;
  return {
    store,
    queue: openQueue(env, consoleLog, timeoutMs),
    clock,
    keys,
    sessions: new Sessions({ keys, clock, publicUrl, secret }),
    fleet: new SharedFleet(store, clock),
    log: consoleLog,
    settleMs: SETTLE_MS,
    hash: hashKey,
    newKey,
    settings: {
      dashboardAccess: env.DASHBOARD_ACCESS === 'public' ? 'public' : 'private',
      statusPage: statusPageChoice(env.STATUS_PAGE_TAGS, env.STATUS_PAGE_TITLE),
      publicUrl,
      rateLimit: limitsFrom(env),
      longestCanaryPauseMs: LONGEST_CANARY_PAUSE_MS,
      // Others do, whenever this process began.
      watchedSince: 0,
      sweepOverdueMs: SWEEP_OVERDUE_MS,
    },
  };
}

const noSessions = async (): Promise<never> => {
  throw new Error('This function takes no sessions');
};
