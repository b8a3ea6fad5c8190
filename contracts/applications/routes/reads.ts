import { ADMIN_ONLY, ANY_FLEET_READ, ANY_READ, WRONG_QUERY } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { application, applicationList, applicationsQuery } from '../schemas/application.ts';
import { heartbeats, heartbeatsQuery } from '../schemas/heartbeat.ts';
import { UNKNOWN } from './errors.ts';
import { APPLICATION, HEARTBEATS } from './examples.ts';

/** Reads too ask for the admin key: what they show can be used to speak for an application. */
const MANAGED = { function: 'manage', access: 'admin' } as const;

export const listApplications: Route = {
  ...MANAGED,
  method: 'GET',
  path: '/api/applications',
  operationId: 'listApplications',
  wholeFleet: true,
  summary: 'The applications in the order of their creation, page by page',
  query: applicationsQuery,
  responses: {
    200: {
      description: 'A page; `cursor` leads to the next one, and is null on the last',
      schema: applicationList,
      example: { applications: [APPLICATION], cursor: null },
    },
    ...WRONG_QUERY,
    ...ADMIN_ONLY,
    ...ANY_FLEET_READ,
  },
};

export const readApplication: Route = {
  ...MANAGED,
  method: 'GET',
  path: '/api/applications/{id}',
  operationId: 'readApplication',
  summary: 'One application as it is now',
  responses: {
    200: { description: 'The application', schema: application, example: APPLICATION },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readApplicationHeartbeats: Route = {
  ...MANAGED,
  method: 'GET',
  path: '/api/applications/{id}/heartbeats',
  operationId: 'readApplicationHeartbeats',
  summary: 'The heartbeats of an application, newest first',
  query: heartbeatsQuery,
  responses: {
    200: {
      description: 'Its heartbeats; `next` as `before` leads to older ones',
      schema: heartbeats,
      example: HEARTBEATS,
    },
    ...WRONG_QUERY,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_READ,
  },
};
