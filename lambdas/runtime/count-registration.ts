import { tooFast } from '../../contracts/http/http-error.ts';
import { type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { RateLimits } from './rate-limits.ts';

/**
 * Counts a registration that senders make at every start or run, as a beat and not as management: a fleet that starts at
 * midnight must not be refused. @throws HttpError 429
 */
export function countRegistration(
  limits: RateLimits,
  ref: MonitorRef,
  keyId: string | undefined,
  at: number,
): void {
  const limited = limits.heartbeat({ subject: subjectOf(ref), keyId, weight: 'turn' }, at);
  if (limited) throw tooFast(limited.sentence, limited.waitMs);
}
