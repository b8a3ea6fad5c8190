import { hashKey, newKey } from '../adapters/system/keys.ts';
import { KeyRing } from '../core/paths/key-ring.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { SecretBox } from '../core/ports/secret-box.ts';
import type { Store } from '../core/ports/store.ts';
import type { TicketQueue } from '../core/ports/ticket-queue.ts';
import type { ManagedChannels } from '../lambdas/runtime/managed-channels.ts';
import type { Runtime } from '../lambdas/runtime/runtime.ts';
import { SharedFleet } from '../lambdas/runtime/shared-fleet.ts';
import { createChannelTester } from '../lambdas/runtime/test-channel.ts';
import { LONGEST_CANARY_PAUSE_MS, SWEEPS_OVERDUE, settleMsOf } from './rhythm.ts';
import type { Settings } from './settings.ts';

export interface ComposeOptions {
  readonly store: Store;
  readonly queue: TicketQueue;
  readonly channels: ManagedChannels;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly publicUrl: string;
}

/** What the HTTP handlers work with on this machine. */
export function composeRuntime(options: ComposeOptions): Runtime {
  const { store, queue, channels, secrets, clock, log, settings, publicUrl } = options;
  return {
    store,
    queue,
    clock,
    log,
    keys: new KeyRing({ store, clock, hash: hashKey }),
    fleet: new SharedFleet(store, clock),
    channels,
    secrets,
    testChannel: createChannelTester({ channels, store, clock, log }),
    settleMs: settleMsOf(settings),
    hash: hashKey,
    newKey,
    settings: {
      dashboardAccess: settings.dashboardAccess,
      allowPrivateTargets: settings.allowPrivateTargets,
      publicUrl,
      rateLimit: settings.rateLimit,
      longestCanaryPauseMs: LONGEST_CANARY_PAUSE_MS,
      watchedSince: clock.now(),
      sweepOverdueMs: SWEEPS_OVERDUE * settings.sweepIntervalMs,
    },
  };
}
