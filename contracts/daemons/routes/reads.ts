import { ANY_FLEET_READ, ANY_READ, wrongQuery } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { daemonHealth, daemonHeartbeats, daemonWithFigures, heartbeatsQuery } from '../schemas/daemon.ts';
import { READERS_ONLY, UNKNOWN } from './errors.ts';
import { health, history, withFigures } from './examples.ts';

export const readDaemonHealth: Route = {
  method: 'GET',
  path: '/api/daemon/health',
  operationId: 'readDaemonHealth',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  neverPublic: true,
  summary: 'Which daemons are active, and which have fallen silent',
  responses: {
    200: { description: 'All daemons that are not forgotten', schema: daemonHealth, example: health },
    ...READERS_ONLY,
    ...ANY_FLEET_READ,
  },
};

export const readDaemon: Route = {
  method: 'GET',
  path: '/api/daemon/{daemonId}',
  operationId: 'readDaemon',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'One daemon, how it is watched, and its figures of the last hour',
  responses: {
    200: { description: 'The daemon', schema: daemonWithFigures, example: withFigures },
    ...READERS_ONLY,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readDaemonHeartbeats: Route = {
  method: 'GET',
  path: '/api/daemon/{daemonId}/heartbeats',
  operationId: 'readDaemonHeartbeats',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'What a daemon reported, newest first',
  query: heartbeatsQuery,
  responses: {
    200: { description: 'A page of its heartbeats', schema: daemonHeartbeats, example: history },
    ...wrongQuery('100'),
    ...READERS_ONLY,
    ...UNKNOWN,
    ...ANY_READ,
  },
};
