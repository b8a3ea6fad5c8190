import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `DELETE /api/session`: the cookie is taken away, whatever it was. */
export const endSession =
  ({ sessions }: Runtime): Endpoint =>
  (event) => {
    if (sessions.isPresented(event)) sessions.refuseForeign(event);
    return { ...emptyAnswer(), cookies: [sessions.cleared] };
  };
