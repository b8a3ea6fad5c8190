import { Pace } from '../core/alerts/pace.ts';
import { HealthNotes } from '../core/paths/channel-health.ts';
import { type DeliverDeps, deliver } from '../core/paths/deliver.ts';
import { type JudgeDeps, judge } from '../core/paths/judge.ts';
import { createListener } from '../core/paths/listen.ts';
import { oneAtATime } from '../core/paths/one-at-a-time.ts';
import { openDeliveries } from '../core/paths/open-deliveries.ts';
import { sweep } from '../core/paths/sweep.ts';
import type { Canary } from '../core/ports/canary.ts';
import type { ChannelDirectory } from '../core/ports/channel-directory.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Store } from '../core/ports/store.ts';
import { createOperators } from './operators.ts';
import { settleMsOf } from './rhythm.ts';
import type { Settings } from './settings.ts';
import { TicketTimers } from './ticket-timers.ts';

export interface AlertingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly channels: ChannelDirectory;
  readonly canary: Canary;
}

export interface Alerting {
  readonly timers: TicketTimers;
  /** Makes tickets for all that falls due soon. */
  readonly sweep: () => Promise<number>;
  /** Sends a canary; whether it was heard. */
  readonly listen: () => Promise<boolean>;
  /** Finishes what is under way; what waits, the next start finds. */
  readonly stop: () => Promise<void>;
}

/** Silence, transitions and deliveries within one process: tickets are timers, publishing is a call. */
export function createAlerting(options: AlertingOptions): Alerting {
  const { store, clock, log, settings, channels, canary } = options;
  const settleMs = settleMsOf(settings);
  const operators = createOperators(channels, log);
  const hearing = { store, clock, log, operators, canary };
  const listen = oneAtATime(createListener(hearing));
  const timers = new TicketTimers({
    clock,
    log,
    handle: (ticket) => (ticket.type === 'monitor' ? judge(judgeDeps, ticket) : deliver(deliverDeps, ticket)),
  });
  const deliverDeps: DeliverDeps = {
    store,
    channels,
    pace: new Pace(),
    health: new HealthNotes({ store, log }),
    queue: timers,
    clock,
    operators,
    log,
    random: Math.random,
  };
  const judgeDeps: JudgeDeps = {
    store,
    queue: timers,
    clock,
    log,
    operators,
    listen,
    settleMs,
    publisher: { publish: (transition) => openDeliveries(deliverDeps, transition) },
  };
  return {
    timers,
    listen,
    sweep: () => sweep({ store, queue: timers, settleMs }, clock.now()),
    async stop() {
      await timers.stop();
      operators.stop();
    },
  };
}
