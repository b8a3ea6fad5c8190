import { ANY_FLEET_READ, ANY_READ, PRIVATE, WRONG_QUERY, wrongQuery } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { LOGS, STATUS, STATUS_HISTORY } from '../examples/readings.ts';
import { SERVICE } from '../examples/service.ts';
import { logs, logsQuery } from '../schemas/logs.ts';
import { service, serviceList, servicesQuery } from '../schemas/service.ts';
import { historyQuery, status, statusHistory, statusQuery } from '../schemas/status.ts';

const NOT_MODIFIED = {
  304: { description: 'Nothing of it changed since the ETag in If-None-Match, but what a reader can count' },
};
const UNKNOWN = { 404: error('There is no such service', 'Unknown serviceId') };

export const readStatus: Route = {
  method: 'GET',
  path: '/api/status',
  operationId: 'readStatus',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  summary: 'Every service as it is now, worst first',
  query: statusQuery,
  responses: {
    200: { description: 'The status, with its ETag', schema: status, example: STATUS },
    ...NOT_MODIFIED,
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ANY_FLEET_READ,
  },
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
    200: { description: 'The stored summaries', schema: statusHistory, example: STATUS_HISTORY },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ANY_READ,
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
    200: { description: 'The log', schema: logs, example: LOGS },
    ...wrongQuery('100'),
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const listServices: Route = {
  method: 'GET',
  path: '/api/services',
  operationId: 'listServices',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  summary: 'The configured services, without their keys',
  query: servicesQuery,
  responses: {
    200: {
      description: 'The services, with their ETag',
      schema: serviceList,
      example: { services: [SERVICE], total: 1, cursor: null },
    },
    ...NOT_MODIFIED,
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ANY_FLEET_READ,
  },
};

export const readService: Route = {
  method: 'GET',
  path: '/api/services/{serviceId}',
  operationId: 'readService',
  function: 'manage',
  access: 'read',
  summary: 'One configured service, without its key',
  responses: {
    200: { description: 'The service', schema: service, example: SERVICE },
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};
