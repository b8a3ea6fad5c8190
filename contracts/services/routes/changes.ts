import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { ADDED_SERVICE, CHANGES, NEW_SERVICES, SERVICE } from '../examples/service.ts';
import { changedService, newService, service, serviceWithKey } from '../schemas/service.ts';

const WRONG_BODY = {
  400: error('The body does not fit', 'expectedInterval does not go with schedule', [
    { path: 'expectedInterval', message: 'does not go with schedule' },
  ]),
  413: error('The body is too large', 'A body has at most 256 KiB'),
};
const ADMIN_ONLY = {
  401: error('No valid key was given', 'Invalid API key'),
  403: error('The key is not an admin key', 'This API key does not have the right to do that'),
};
const UNKNOWN = { 404: error('There is no such service', 'Unknown serviceId') };
const IN_FILE = {
  409: error(
    'The service stands in services.json',
    'The service "service-1" stands in services.json: change it there',
  ),
};
const ALWAYS = {
  429: error('Too fast', 'Too many requests: at most 120 a minute'),
  503: error(
    'The store cannot be reached',
    'Heartbeat Central cannot reach its store; please send this again',
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
    ...ALWAYS,
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
    ...ALWAYS,
  },
};

export const removeService: Route = {
  method: 'DELETE',
  path: '/api/services/{serviceId}',
  operationId: 'removeService',
  function: 'manage',
  access: 'admin',
  summary: 'Ends the watch over a service',
  responses: { 204: { description: 'Removed' }, ...ADMIN_ONLY, ...UNKNOWN, ...IN_FILE, ...ALWAYS },
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
    ...ALWAYS,
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
    ...ALWAYS,
  },
};
