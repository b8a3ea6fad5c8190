const FIRST_MS = 3_000;
const MOST_MS = 60_000;

/**
 * How long to wait after `failures` in a row, ms: each time twice as long, at most a minute, and never less than the
 * server asked for. `random` from 0 to 1 spreads those who all saw it fail at once: up to a half more.
 */
export function waitAfter(failures: number, askedMs: number, random: number): number {
  const backoff = Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.max(backoff, askedMs) * (1 + random / 2);
}
