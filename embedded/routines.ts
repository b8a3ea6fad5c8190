import type { SteadyClock } from '../adapters/system/steady-clock.ts';
import { KINDS } from '../core/monitor/ref.ts';
import { summarize } from '../core/paths/read-fleet.ts';
import type { Log } from '../core/ports/log.ts';
import type { Alerting } from './alerting.ts';
import type { HomeStore } from './home-store.ts';
import { watchClock } from './keep-time.ts';
import { type Repeating, repeat } from './repeat.ts';
import { CANARY_EVERY_MS, PURGE_EVERY_MS, SUMMARY_EVERY_MS } from './rhythm.ts';
import type { Settings } from './settings.ts';

export interface RoutineOptions {
  readonly store: HomeStore;
  readonly alerting: Alerting;
  readonly clock: SteadyClock;
  readonly log: Log;
  readonly settings: Settings;
}

/** What comes again and again while the process lives. */
export function startRoutines(options: RoutineOptions): Repeating {
  const { store, alerting, clock, log, settings } = options;
  const lookAtClock = watchClock(clock, log);
  const routines = [
    repeat(CANARY_EVERY_MS, log, 'Listening', async () => {
      lookAtClock();
      await alerting.listen();
    }),
    repeat(settings.sweepIntervalMs, log, 'The sweep', () => alerting.sweep()),
    repeat(SUMMARY_EVERY_MS, log, 'The summary', () => summarize(store, KINDS, clock.now())),
    repeat(PURGE_EVERY_MS, log, 'Removing what expired', () => store.purge(clock.now())),
  ];
  return {
    async stop() {
      await Promise.all(routines.map((routine) => routine.stop()));
    },
  };
}
