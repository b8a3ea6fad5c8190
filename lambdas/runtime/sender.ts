import { unauthorized } from '../../contracts/http/http-error.ts';
import type { Role } from '../../core/ports/key-store.ts';
import type { HttpEvent } from './endpoint.ts';
import { presentedKey } from './presented-key.ts';
import type { RateLimits } from './rate-limits.ts';
import { refusedKey } from './refused-key.ts';
import type { Runtime } from './runtime.ts';

const MAY_SEND: readonly Role[] = ['admin', 'writer'];

/**
 * The key of a request that reports for what was registered with a key. It is looked at before anything else, so
 * that a stranger costs little and learns nothing: neither which ids exist, nor which bodies fit.
 * @throws HttpError 401, 429 for guessing
 */
export async function senderKey(
  { keys, clock }: Pick<Runtime, 'keys' | 'clock'>,
  limits: RateLimits,
  event: HttpEvent,
): Promise<string> {
  const key = presentedKey(event);
  const { role } = await keys.identify(key);
  if (key === undefined || role === undefined) {
    throw refusedKey(limits, key, event.requestContext.http.sourceIp, clock.now());
  }
  // Somebody has it, so it is no guess; but nothing was ever registered with it.
  if (!MAY_SEND.includes(role)) throw unauthorized('Invalid API key');
  return key;
}
