import { ADMIN_ONLY, ANY_CHANGE } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { watchedDaemon } from '../schemas/daemon.ts';
import { UNKNOWN } from './errors.ts';
import { paused, resumed } from './examples.ts';

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
