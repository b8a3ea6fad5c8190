import { noRight, wrongBody } from '../http/error-answers.ts';
import { error } from '../http/error-schema.ts';
import type { Route } from '../http/route.ts';
import { login, session } from './schemas/session.ts';

const PLACE = '/api/session';

const EXAMPLE = {
  role: 'writer',
  name: 'Nightly jobs',
  expires: '2026-03-03T00:00:00.000Z',
  access: 'private',
};
const NOBODY_EXAMPLE = { role: null, name: null, expires: null, access: 'private' };

const UNREACHABLE = {
  503: error(
    'The store cannot be reached',
    'Heartbeat Central cannot reach its store; please send this again',
  ),
};
const FROM_ELSEWHERE = 'This request was made by a page of another site';

export const readSession: Route = {
  method: 'GET',
  path: PLACE,
  operationId: 'readSession',
  function: 'manage',
  access: 'none',
  summary: 'Who is logged in with this browser; it prolongs the session',
  responses: {
    200: {
      description: 'Whose session it is, or that nobody is logged in',
      schema: session,
      examples: { 'Logged in': EXAMPLE, 'Nobody is logged in': NOBODY_EXAMPLE },
    },
    ...UNREACHABLE,
  },
};

export const beginSession: Route = {
  method: 'POST',
  path: PLACE,
  operationId: 'beginSession',
  function: 'manage',
  access: 'none',
  summary: 'Logs a browser in: a key for a cookie that stands for it for 12 hours',
  body: login,
  bodyExamples: { 'A key': { key: 'hbc_Zk3v0Qm1h7Wb5t9cXyR2uE8sLp4nJ6aGdKfVwTiOoMY' } },
  responses: {
    200: { description: 'Logged in; the cookie is in `Set-Cookie`', schema: session, example: EXAMPLE },
    ...wrongBody('key', 'is required'),
    401: error('Nobody has this key', 'Invalid API key'),
    403: noRight('The key is one that only sends, or the request was made by a page of another site'),
    429: error('Too many wrong keys', 'Too many wrong API keys: at most 20 a minute'),
    ...UNREACHABLE,
  },
};

export const endSession: Route = {
  method: 'DELETE',
  path: PLACE,
  operationId: 'endSession',
  function: 'manage',
  access: 'none',
  summary: 'Logs a browser out: its cookie is taken away',
  responses: {
    204: { description: 'Logged out, or nobody was logged in' },
    403: error('The request was made by a page of another site', FROM_ELSEWHERE),
  },
};

export const SESSION_ROUTES: readonly Route[] = [readSession, beginSession, endSession];
