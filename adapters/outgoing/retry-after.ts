/** A receiver may ask for a pause, but not silence us for longer than an hour. */
const LONGEST_PAUSE_MS = 3_600_000;

/** A pause as far as we heed it; undefined for what is no number. */
export const withinLongestPause = (pauseMs: number): number | undefined =>
  Number.isNaN(pauseMs) ? undefined : Math.min(Math.max(pauseMs, 0), LONGEST_PAUSE_MS);

/**
 * The pause that a `Retry-After` header asks for, in ms from `now`: it holds seconds or an HTTP date. Undefined
 * where it is absent or cannot be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  return withinLongestPause(/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now);
}
