import { ANY_FLEET_READ, ANY_READ, PRIVATE, WRONG_QUERY, wrongQuery } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { runList, runsQuery } from '../schemas/run.ts';
import { listQuery, scheduler, schedulerList } from '../schemas/scheduler.ts';
import { UNKNOWN } from './errors.ts';
import { RUNS, SCHEDULER } from './examples.ts';

export const listSchedulers: Route = {
  method: 'GET',
  path: '/api/v1/schedulers',
  operationId: 'listSchedulers',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  summary: 'The registered schedulers in order of id, page by page',
  query: listQuery,
  responses: {
    200: {
      description: 'A page; there are more as long as it has a `cursor` to give back',
      schema: schedulerList,
      example: { schedulers: [SCHEDULER], cursor: null },
    },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ANY_FLEET_READ,
  },
};

export const readScheduler: Route = {
  method: 'GET',
  path: '/api/v1/schedulers/{scheduler_id}',
  operationId: 'readScheduler',
  function: 'manage',
  access: 'read',
  summary: 'One scheduler as it is now, with its open runs and their limits',
  responses: {
    200: { description: 'The scheduler', schema: scheduler, example: SCHEDULER },
    ...PRIVATE,
    404: UNKNOWN,
    ...ANY_READ,
  },
};

export const readSchedulerRuns: Route = {
  method: 'GET',
  path: '/api/v1/schedulers/{scheduler_id}/runs',
  operationId: 'readSchedulerRuns',
  function: 'manage',
  access: 'read',
  summary: 'The runs of a scheduler, the open ones apart, the others newest first',
  query: runsQuery,
  responses: {
    200: {
      description: 'The runs; older ones are found with `before` set to `next`',
      schema: runList,
      example: RUNS,
    },
    ...wrongQuery('100'),
    ...PRIVATE,
    404: UNKNOWN,
    ...ANY_READ,
  },
};
