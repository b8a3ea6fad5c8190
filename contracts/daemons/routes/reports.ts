import type { Route } from '../../http/route.ts';
import { daemonHeartbeat, heartbeatTaken } from '../schemas/heartbeat.ts';
import { registered, registration } from '../schemas/registration.ts';
import { ALWAYS, UNKNOWN, WRITERS_ONLY, WRONG_BODY } from './errors.ts';
import { heartbeats, registrations } from './examples.ts';

export const registerDaemon: Route = {
  method: 'POST',
  path: '/api/daemon/register',
  operationId: 'registerDaemon',
  function: 'manage',
  access: 'write',
  limitedAsBeat: true,
  summary: 'Registers a daemon, or registers it again; counts as a sign of life',
  body: registration,
  bodyExamples: registrations,
  responses: {
    201: {
      description: 'Registered, and watched from now on',
      schema: registered,
      example: { success: true, daemonId: 'daemon_macmini_1', registeredAt: '2026-01-25T12:00:00Z' },
    },
    ...WRONG_BODY,
    ...WRITERS_ONLY,
    ...ALWAYS,
  },
};

export const receiveDaemonHeartbeat: Route = {
  method: 'POST',
  path: '/api/daemon/heartbeat',
  operationId: 'receiveDaemonHeartbeat',
  function: 'ingest',
  access: 'write',
  limitedAsBeat: true,
  summary: 'A heartbeat of a registered daemon: how it is and what it does',
  body: daemonHeartbeat,
  bodyExamples: heartbeats,
  responses: {
    200: {
      description: 'Heard; what was cut to its limit is listed in `truncated`',
      schema: heartbeatTaken,
      example: { success: true },
    },
    ...WRONG_BODY,
    ...WRITERS_ONLY,
    ...UNKNOWN,
    ...ALWAYS,
  },
};
