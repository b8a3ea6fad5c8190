import * as z from 'zod/mini';
import type { Route } from '../http/route.ts';

const CHECKS = ['ok', 'waiting', 'failing'] as const;

const health = z.object({
  status: z.enum(['ok', 'failing']),
  checks: z.object({ store: z.enum(CHECKS), sweep: z.enum(CHECKS) }),
});

export const readHealth: Route = {
  method: 'GET',
  path: '/health',
  operationId: 'readHealth',
  function: 'manage',
  access: 'none',
  summary: 'Whether Heartbeat Central itself is well',
  responses: {
    200: { description: 'It can store, and it looks for silence in time', schema: health },
    503: { description: 'It cannot store, or has not looked for silence for too long', schema: health },
  },
};

export const showStatusPage: Route = {
  method: 'GET',
  path: '/',
  operationId: 'showStatusPage',
  function: 'web',
  access: 'read',
  wholeFleet: true,
  summary: 'The status as a page for people',
  responses: {
    200: { description: 'An HTML page' },
    401: { description: 'The status is private' },
    403: { description: 'The key may not read it' },
  },
};

/** Our own heartbeat arrives on the path that all beats take. */
export const receiveCanary: Route = {
  method: 'POST',
  path: '/internal/canary',
  operationId: 'receiveCanary',
  function: 'ingest',
  access: 'none',
  summary: 'Hears a heartbeat of our own',
  hidden: true,
  responses: { 204: { description: 'Heard' }, 404: { description: 'Not one of ours' } },
};

export const SYSTEM_ROUTES: readonly Route[] = [readHealth, showStatusPage, receiveCanary];
