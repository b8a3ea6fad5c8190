import { forbidden, unauthorized } from '../../contracts/http/http-error.ts';
import type { Access, Route } from '../../contracts/http/route.ts';
import { type Identity, NOBODY } from '../../core/paths/key-ring.ts';
import type { Role } from '../../core/ports/key-store.ts';
import type { Endpoint, HttpAnswer, HttpEvent } from './endpoint.ts';
import { presentedKey } from './presented-key.ts';
import type { RateLimits } from './rate-limits.ts';
import { refusedKey } from './refused-key.ts';
import type { HttpRuntime } from './runtime.ts';
import type { Sessions } from './sessions.ts';

/** What decides who may come in. */
export interface Gate {
  readonly runtime: Pick<HttpRuntime, 'keys' | 'clock' | 'settings'>;
  /** Undefined where none is taken: a cookie then counts for nothing. */
  readonly sessions?: Sessions | undefined;
  readonly limits: RateLimits;
}

type Guarded = Exclude<Access, 'none' | 'beat'>;

/** Whose keys have the right. A service's own key only sends: it shows nothing of the others. */
const ENTITLED: Readonly<Record<Guarded, readonly Role[]>> = {
  read: ['admin', 'writer', 'reader'],
  write: ['admin', 'writer'],
  admin: ['admin'],
};

/** The endpoint behind its route's access; where none is asked for, or the monitor decides, it is the endpoint. */
export function admitted(
  route: Route,
  endpoint: Endpoint,
  gate: Gate,
): (event: HttpEvent) => Promise<HttpAnswer> {
  const { access, wholeFleet, neverPublic, limitedAsBeat } = route;
  if (access === 'none' || access === 'beat') return async (event) => endpoint(event, NOBODY);
  const work = access === 'read' ? (wholeFleet ? 'fleetRead' : 'read') : 'write';
  const isPublic = gate.runtime.settings.dashboardAccess === 'public';
  const nobodyMay = access === 'read' && isPublic && !neverPublic;
  return async (event) => {
    const presented = await callerOf(event, gate, nobodyMay);
    const caller = isEntitled(access, presented) ? presented : NOBODY;
    if (caller === NOBODY || !limitedAsBeat) {
      const source = event.requestContext.http.sourceIp;
      gate.limits.request({ keyId: caller.keyId, source }, work, gate.runtime.clock.now());
    }
    // Also where nobody needs a key: whoever sends one believes to have its right, and would read less without noticing.
    const isStranger = presented.keyId === undefined;
    if (caller === NOBODY && !(isStranger && nobodyMay))
      throw forbidden('This API key does not have the right to do that');
    return endpoint(event, caller);
  };
}

const isEntitled = (access: Guarded, { role }: Identity): boolean =>
  role !== undefined && ENTITLED[access].includes(role);

/**
 * Whoever the request's key or, without one, its session stands for.
 * @param nobodyMay true: nobody needs a key, and whose session has ended is nobody
 * @throws HttpError 401 for a wrong key wherever it is sent, and for none where one is asked for, 403 for a session that
 * another site makes use of, 429 for guessing
 */
export async function callerOf(event: HttpEvent, gate: Gate, nobodyMay: boolean): Promise<Identity> {
  const { runtime, sessions, limits } = gate;
  const key = presentedKey(event);
  if (key === undefined && sessions?.isPresented(event)) return callerOfSession(event, sessions, nobodyMay);
  if (key === undefined && nobodyMay) return NOBODY;
  const caller = await runtime.keys.identify(key);
  if (caller.keyId !== undefined) return caller;
  throw refusedKey(limits, key, event.requestContext.http.sourceIp, runtime.clock.now());
}

/** Nobody guesses a signature: what is wrong here was right once. */
async function callerOfSession(event: HttpEvent, sessions: Sessions, nobodyMay: boolean): Promise<Identity> {
  const session = await sessions.of(event);
  if (session) {
    sessions.refuseForeign(event);
    return session.caller;
  }
  if (nobodyMay) return NOBODY;
  throw unauthorized('The session has ended: log in again');
}
