import type { Clock } from '../../core/ports/clock.ts';

/** The machine's own clock: the one place that reads it. */
export const systemClock: Clock = { now: () => Date.now() };
