import { errorBody } from '../http/error-schema.ts';
import type { ResponseDoc, Route } from '../http/route.ts';
import { heartbeatBody, heartbeatFailed, heartbeatPartly, heartbeatReceived } from './schemas/heartbeat.ts';
import { logs, logsQuery } from './schemas/logs.ts';
import { changedService, newService, service, serviceList, serviceWithKey } from './schemas/service.ts';
import { historyQuery, status, statusHistory, statusQuery } from './schemas/status.ts';

const error = (description: string): ResponseDoc => ({ description, schema: errorBody });

const WRONG_QUERY = { 400: error('A parameter does not fit') };
const WRONG_BODY = { 400: error('The body does not fit'), 413: error('The body is too large') };
const PRIVATE = { 401: error('The status is private, and no valid key was given') };
const ADMIN_ONLY = { 401: error('No valid key was given'), 403: error('The key is not an admin key') };
const UNKNOWN = { 404: error('There is no such service') };
const IN_FILE = { 409: error('The service stands in services.json') };
const ALWAYS = { 429: error('Too fast'), 503: error('The store cannot be reached') };

export const receiveHeartbeat: Route = {
  method: 'POST',
  path: '/api/heartbeat',
  operationId: 'receiveHeartbeat',
  function: 'ingest',
  access: 'beat',
  summary: 'A heartbeat of one service, or of many in one request',
  body: heartbeatBody,
  responses: {
    200: { description: 'Every service was heard', schema: heartbeatReceived },
    207: { description: 'Some services were heard, some were not', schema: heartbeatPartly },
    400: error('The request does not fit, or no service was heard'),
    401: { description: 'The key is wrong or missing', schema: heartbeatFailed },
    404: { description: 'There is no such service', schema: heartbeatFailed },
    413: error('The body is too large'),
    429: error('Too fast'),
    503: error('Nothing was stored: send it again'),
  },
};

export const readStatus: Route = {
  method: 'GET',
  path: '/api/status',
  operationId: 'readStatus',
  function: 'manage',
  access: 'read',
  summary: 'Every service as it is now, worst first',
  query: statusQuery,
  responses: { 200: { description: 'The status', schema: status }, ...WRONG_QUERY, ...PRIVATE, ...ALWAYS },
};

export const readStatusHistory: Route = {
  method: 'GET',
  path: '/api/status/history',
  operationId: 'readStatusHistory',
  function: 'manage',
  access: 'read',
  summary: 'How many services were in which status, newest first',
  query: historyQuery,
  responses: {
    200: { description: 'The stored summaries', schema: statusHistory },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ALWAYS,
  },
};

export const readLogs: Route = {
  method: 'GET',
  path: '/api/logs',
  operationId: 'readLogs',
  function: 'manage',
  access: 'read',
  summary: 'Heartbeats and changes of status of one service, newest first',
  query: logsQuery,
  responses: {
    200: { description: 'The log', schema: logs },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...UNKNOWN,
    ...ALWAYS,
  },
};

export const listServices: Route = {
  method: 'GET',
  path: '/api/services',
  operationId: 'listServices',
  function: 'manage',
  access: 'read',
  summary: 'The configured services, without their keys',
  responses: { 200: { description: 'The services', schema: serviceList }, ...PRIVATE, ...ALWAYS },
};

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

export const readService: Route = {
  method: 'GET',
  path: '/api/services/{serviceId}',
  operationId: 'readService',
  function: 'manage',
  access: 'read',
  summary: 'One configured service, without its key',
  responses: { 200: { description: 'The service', schema: service }, ...PRIVATE, ...UNKNOWN, ...ALWAYS },
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

export const SERVICE_ROUTES: readonly Route[] = [
  receiveHeartbeat,
  readStatus,
  readStatusHistory,
  readLogs,
  listServices,
  addService,
  readService,
  changeService,
  removeService,
  pauseService,
  resumeService,
];
