import { forbidden, tooFast, unauthorized } from '../../contracts/http/http-error.ts';
import type { Access } from '../../contracts/http/route.ts';
import { type Identity, NOBODY } from '../../core/paths/key-ring.ts';
import type { Endpoint, HttpAnswer, HttpEvent } from './endpoint.ts';
import { presentedKey } from './presented-key.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Services } from './services.ts';

/** What decides who may come in. */
export interface Gate {
  readonly services: Pick<Services, 'keys' | 'clock' | 'settings'>;
  readonly limits: RateLimits;
}

/** The endpoint behind its route's access; where none is asked for, or the monitor decides, it is the endpoint. */
export function admitted(
  access: Access,
  endpoint: Endpoint,
  gate: Gate,
): (event: HttpEvent) => Promise<HttpAnswer> {
  if (access === 'none' || access === 'beat') return async (event) => endpoint(event, NOBODY);
  return async (event) => endpoint(event, await admit(access, event, gate));
}

async function admit(access: 'read' | 'write' | 'admin', event: HttpEvent, gate: Gate): Promise<Identity> {
  const { services, limits } = gate;
  const now = services.clock.now();
  const source = event.requestContext.http.sourceIp;
  const key = presentedKey(event);
  const caller = await services.keys.identify(key);
  if (caller.keyId === undefined && (access !== 'read' || services.settings.dashboardAccess === 'private')) {
    const limited = key === undefined ? undefined : limits.wrongKey(source, now);
    if (limited) throw tooFast(limited.sentence, limited.waitMs);
    throw unauthorized(key === undefined ? 'An API key is required' : 'Invalid API key');
  }
  limits.request(caller.keyId ?? source, access !== 'read', now);
  if (!mayUse(access, caller)) throw forbidden('This API key does not have the right to do that');
  return caller;
}

const mayUse = (access: 'read' | 'write' | 'admin', { admin, role }: Identity): boolean =>
  access === 'read' || admin || (access === 'write' && role === 'writer');
