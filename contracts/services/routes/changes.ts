import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { changedService, newService, service, serviceWithKey } from '../schemas/service.ts';

const WRONG_BODY = { 400: error('The body does not fit'), 413: error('The body is too large') };
const ADMIN_ONLY = { 401: error('No valid key was given'), 403: error('The key is not an admin key') };
const UNKNOWN = { 404: error('There is no such service') };
const IN_FILE = { 409: error('The service stands in services.json') };
const ALWAYS = { 429: error('Too fast'), 503: error('The store cannot be reached') };

export const addService: Route = {
  method: 'POST',
  path: '/api/services',
  operationId: 'addService',
  function: 'manage',
  access: 'admin',
  summary: 'Adds a service; a generated key is shown only in this answer',
  body: newService,
  responses: {
    201: { description: 'Added', schema: serviceWithKey },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    409: error('The service exists already'),
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
  responses: {
    200: { description: 'Changed', schema: serviceWithKey },
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
  responses: { 200: { description: 'Paused', schema: service }, ...ADMIN_ONLY, ...UNKNOWN, ...ALWAYS },
};

export const resumeService: Route = {
  method: 'POST',
  path: '/api/services/{serviceId}/resume',
  operationId: 'resumeService',
  function: 'manage',
  access: 'admin',
  summary: 'Watches a paused service again',
  responses: { 200: { description: 'Watched again', schema: service }, ...ADMIN_ONLY, ...UNKNOWN, ...ALWAYS },
};
