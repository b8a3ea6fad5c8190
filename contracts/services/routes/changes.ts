import { ADMIN_ONLY, ANY_CHANGE, wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { ADDED_SERVICE, CHANGES, NEW_SERVICES, SERVICE } from '../examples/service.ts';
import { changedService, newService, service, serviceWithKey } from '../schemas/service.ts';

const WRONG_BODY = wrongBody('expectedInterval', 'does not go with schedule');
const UNKNOWN = { 404: error('There is no such service', 'Unknown serviceId') };
const IN_FILE = {
  409: error(
    'The service stands in services.json',
    'The service "service-1" stands in services.json: change it there',
  ),
};

export const addService: Route = {
  method: 'POST',
  path: '/api/services',
  operationId: 'addService',
  function: 'manage',
  access: 'admin',
  summary: 'Adds a service; a generated key is shown only in this answer',
  body: newService,
  bodyExamples: NEW_SERVICES,
  responses: {
    201: { description: 'Added', schema: serviceWithKey, example: ADDED_SERVICE },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    409: error('The service exists already', 'The service "shop-web" exists already'),
    ...ANY_CHANGE,
  },
};

export const changeService: Route = {
  method: 'PUT',
  path: '/api/services/{serviceId}',
  operationId: 'changeService',
  function: 'manage',
  access: 'admin',
  summary: 'Changes what is given and keeps the rest',
  body: changedService,
  bodyExamples: CHANGES,
  responses: {
    200: { description: 'Changed', schema: serviceWithKey, example: SERVICE },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...IN_FILE,
    ...ANY_CHANGE,
  },
};

export const removeService: Route = {
  method: 'DELETE',
  path: '/api/services/{serviceId}',
  operationId: 'removeService',
  function: 'manage',
  access: 'admin',
  summary: 'Ends the watch over a service',
  responses: { 204: { description: 'Removed' }, ...ADMIN_ONLY, ...UNKNOWN, ...IN_FILE, ...ANY_CHANGE },
};

export const pauseService: Route = {
  method: 'POST',
  path: '/api/services/{serviceId}/pause',
  operationId: 'pauseService',
  function: 'manage',
  access: 'admin',
  summary: 'Hears a service without judging it',
  responses: {
    200: { description: 'Paused', schema: service, example: { ...SERVICE, status: 'paused' } },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

export const resumeService: Route = {
  method: 'POST',
  path: '/api/services/{serviceId}/resume',
  operationId: 'resumeService',
  function: 'manage',
  access: 'admin',
  summary: 'Watches a paused service again',
  responses: {
    200: { description: 'Watched again', schema: service, example: SERVICE },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};
