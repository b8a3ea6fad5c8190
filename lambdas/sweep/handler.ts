import { KINDS } from '../../core/monitor/ref.ts';
import { type FleetStore, summarize } from '../../core/paths/read-fleet.ts';
import { type SweepDeps, sweep } from '../../core/paths/sweep.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';

export interface SweepHandlerDeps extends SweepDeps {
  readonly store: SweepDeps['store'] & FleetStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends a canary; whether it was heard. */
  readonly listen: () => Promise<boolean>;
}

/** 1,000 summaries kept at one per 5 minutes are three days and a half. */
const SUMMARY_EVERY_MS = 300_000;
const SWEEP_EVERY_MS = 60_000;

/** Each minute: tickets for all that falls due soon, a canary of our own, and now and then the fleet's counts. */
export function createSweepHandler(deps: SweepHandlerDeps): () => Promise<void> {
  return async () => {
    const at = deps.clock.now();
    // A canary that nobody answers takes seconds: the tickets do not wait for it. Both end before the process is
    // frozen, or the canary would fail when it thaws.
    const [heard, swept] = await Promise.allSettled([deps.listen(), sweep(deps, at)]);
    if (swept.status === 'rejected') throw swept.reason;
    deps.log.info({ tickets: swept.value, heard: heard.status === 'fulfilled' && heard.value }, 'Swept');
    if (at % SUMMARY_EVERY_MS < SWEEP_EVERY_MS) await keepSummary(deps, at);
  };
}

/** A picture for people: no reason to call a sweep failed that did what others rely on. */
async function keepSummary({ store, log }: SweepHandlerDeps, at: number): Promise<void> {
  try {
    await summarize(store, KINDS, at);
  } catch (error) {
    log.error({ err: error }, 'The summary could not be kept');
  }
}
