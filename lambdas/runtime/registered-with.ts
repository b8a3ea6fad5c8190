import { type HttpError, unauthorized } from '../../contracts/http/http-error.ts';
import { accepts } from '../../core/monitor/credential.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Identity } from '../../core/paths/key-ring.ts';

export const otherKey = (): HttpError => unauthorized('It was registered with another API key');

/** @throws HttpError 401 where the monitor was registered with another key and this is no admin's */
export function refuseOtherKey(monitor: Monitor, { keyId, admin }: Identity): void {
  if (!accepts(monitor, { keyId, admin })) throw otherKey();
}
