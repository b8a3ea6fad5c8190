import { fitting } from '../../../contracts/http/fit.ts';
import { forbidden } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { login } from '../../../contracts/session/schemas/session.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { refuseOtherOrigins } from '../../runtime/own-origin.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import { refusedKey } from '../../runtime/refused-key.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { sessionAnswer } from './session-answer.ts';

/** `POST /api/session`: a key for a cookie. */
export const beginSession =
  (runtime: Runtime, limits: RateLimits): Endpoint =>
  async (event) => {
    const { keys, sessions, settings, clock } = runtime;
    // A page of another site could log its visitors in as somebody else, and watch what they enter.
    refuseOtherOrigins(event, settings.publicUrl);
    const { key } = fitting(login, jsonBody(event));
    const row = await keys.present(key.trim());
    if (!row) throw refusedKey(limits, key, event.requestContext.http.sourceIp, clock.now());
    const session = await sessions.begin(row);
    if (!session)
      throw forbidden("This API key only sends: log in with an admin's, a writer's or a reader's key");
    return sessionAnswer(runtime, session, session.cookie);
  };
