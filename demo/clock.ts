import { setTimeout as pause } from 'node:timers/promises';

/** Time as the demo needs it; a test hands in one of its own. */
export interface DemoClock {
  /** ms since some moment. */
  now(): number;
  /** Resolves after `ms`, and at once when `signal` ends it. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: DemoClock = {
  now: () => performance.now(),
  async pause(ms, signal) {
    // What ends a pause early is no failure: whoever paused looks at the signal.
    await pause(ms, undefined, { signal }).catch(() => {});
  },
};
