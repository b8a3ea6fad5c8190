import * as routes from '../../../contracts/session/routes.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { beginSession } from './begin-session.ts';
import { endSession } from './end-session.ts';
import { readSession } from './read-session.ts';

/** How browsers log in, stay so, and log out. */
export const bindSession = (runtime: Runtime, limits: RateLimits): Binding[] => [
  bind(routes.readSession, readSession(runtime)),
  bind(routes.beginSession, beginSession(runtime, limits)),
  bind(routes.endSession, endSession(runtime)),
];
