import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { sessionAnswer } from './session-answer.ts';

/** `GET /api/session`: never refused; a cookie that is good for nothing is taken away. */
export const readSession =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const { sessions } = runtime;
    const session = await sessions.prolonged(event);
    if (session) return sessionAnswer(runtime, session, 'cookie' in session ? session.cookie : undefined);
    return sessionAnswer(runtime, undefined, sessions.isPresented(event) ? sessions.cleared : undefined);
  };
