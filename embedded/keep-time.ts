import type { SteadyClock } from '../adapters/system/steady-clock.ts';
import type { HearingStore } from '../core/ports/hearing-store.ts';
import type { Log } from '../core/ports/log.ts';

/** A clock that is off by more than a day is no matter of a pace: a wrong year would take years to catch up. */
const MOST_AHEAD_MS = 86_400_000;
/** Clocks are set by some milliseconds all the time. */
const WORTH_A_LINE_MS = 1_000;

/**
 * The clock was set back while we were away: time goes on from where it was, or old silence would be new.
 * Throws a sentence for the operator where it is more than a day behind what was written last.
 */
export async function keepTime(store: HearingStore, clock: SteadyClock): Promise<void> {
  const { heardAt } = (await store.readHearing()).hearing;
  if (heardAt === undefined) return;
  const now = clock.now();
  if (heardAt - now > MOST_AHEAD_MS) {
    const [written, present] = [heardAt, now].map((at) => new Date(at).toISOString());
    throw new Error(
      `the data was written last at ${written}, but this machine's clock says ${present}. Set the clock right; ` +
        'if it was the data that was written with a wrong clock, start with a new DATA_DIR.',
    );
  }
  clock.notBefore(heardAt);
}

/** @returns a look at the clock that says once when the machine's time was set back, and when it is caught up. */
export function watchClock(clock: SteadyClock, log: Log): () => void {
  let behind = false;
  return () => {
    const aheadMs = clock.aheadMs();
    if (!behind && aheadMs > WORTH_A_LINE_MS) {
      behind = true;
      log.warn(
        { aheadMs },
        'The clock of this machine was set back; time goes on at half pace until it is caught up',
      );
    } else if (behind && aheadMs === 0) {
      behind = false;
      log.info({}, 'The clock of this machine is caught up');
    }
  };
}
