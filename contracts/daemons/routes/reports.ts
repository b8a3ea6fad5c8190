import { ANY_BEAT, wrongBody } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { daemonHeartbeat, heartbeatTaken } from '../schemas/heartbeat.ts';
import { registered, registration } from '../schemas/registration.ts';
import { UNKNOWN, WRITERS_ONLY } from './errors.ts';
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
    ...wrongBody('capabilities', 'must be an array'),
    ...WRITERS_ONLY,
    ...ANY_BEAT,
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
    ...wrongBody('status', 'must be healthy, degraded or unhealthy'),
    ...WRITERS_ONLY,
    ...UNKNOWN,
    ...ANY_BEAT,
  },
};
