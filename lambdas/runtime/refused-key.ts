import { type HttpError, tooFast, unauthorized } from '../../contracts/http/http-error.ts';
import type { RateLimits } from './rate-limits.ts';

/** The answer to a key that nobody has, or to none where one is asked for: 401, or 429 for guessing. */
export function refusedKey(
  limits: RateLimits,
  key: string | undefined,
  source: string,
  now: number,
): HttpError {
  const limited = key === undefined ? undefined : limits.wrongKey(source, now);
  if (limited) return tooFast(limited.sentence, limited.waitMs);
  return unauthorized(key === undefined ? 'An API key is required' : 'Invalid API key');
}
