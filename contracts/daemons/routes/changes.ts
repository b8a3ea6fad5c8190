import { ADMIN_ONLY, ANY_CHANGE, wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { watchedDaemon } from '../schemas/daemon.ts';
import { changedDaemon, newDaemon } from '../schemas/registration.ts';
import { UNKNOWN } from './errors.ts';
import { announced, announcements, changed, changes, paused, resumed } from './examples.ts';

const WRONG_BODY = wrongBody('expectedInterval', 'must not be longer than stalenessThreshold (60)');

export const announceDaemon: Route = {
  method: 'POST',
  path: '/api/daemon',
  operationId: 'announceDaemon',
  function: 'manage',
  access: 'admin',
  summary: 'Says how a daemon shall be watched, before it first registers',
  body: newDaemon,
  bodyExamples: announcements,
  responses: {
    201: {
      description: 'Announced: it is watched from its first heartbeat on',
      schema: watchedDaemon,
      example: announced,
    },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    409: error('The daemon exists already', 'The daemon "daemon_macmini_2" exists already'),
    ...ANY_CHANGE,
  },
};

export const changeDaemon: Route = {
  method: 'PUT',
  path: '/api/daemon/{daemonId}',
  operationId: 'changeDaemon',
  function: 'manage',
  access: 'admin',
  summary: 'Changes what is given of how a daemon is watched and keeps the rest',
  body: changedDaemon,
  bodyExamples: changes,
  responses: {
    200: { description: 'Changed', schema: watchedDaemon, example: changed },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

export const removeDaemon: Route = {
  method: 'DELETE',
  path: '/api/daemon/{daemonId}',
  operationId: 'removeDaemon',
  function: 'manage',
  access: 'admin',
  summary: 'Ends the watch over a daemon',
  responses: { 204: { description: 'Removed' }, ...ADMIN_ONLY, ...UNKNOWN, ...ANY_CHANGE },
};

export const pauseDaemon: Route = {
  method: 'POST',
  path: '/api/daemon/{daemonId}/pause',
  operationId: 'pauseDaemon',
  function: 'manage',
  access: 'admin',
  summary: 'Hears a daemon without judging it',
  responses: {
    200: { description: 'Paused', schema: watchedDaemon, example: paused },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

export const resumeDaemon: Route = {
  method: 'POST',
  path: '/api/daemon/{daemonId}/resume',
  operationId: 'resumeDaemon',
  function: 'manage',
  access: 'admin',
  summary: 'Watches a paused daemon again, counting from now',
  responses: {
    200: { description: 'Watched again', schema: watchedDaemon, example: resumed },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};
