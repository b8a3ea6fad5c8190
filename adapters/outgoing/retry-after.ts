/** A receiver may ask for a pause, but not silence us for longer than an hour. */
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * The pause that a `Retry-After` header asks for, in ms from `now`: it holds seconds or an HTTP date. Undefined
 * where it is absent or cannot be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const pause = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(pause) ? undefined : Math.min(Math.max(pause, 0), LONGEST_PAUSE_MS);
}
