import type { Route } from '../../http/route.ts';
import { runList, runsQuery } from '../schemas/run.ts';
import { listQuery, scheduler, schedulerList } from '../schemas/scheduler.ts';
import { ALWAYS, PRIVATE, UNKNOWN, WRONG_QUERY } from './errors.ts';
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
    400: WRONG_QUERY,
    ...PRIVATE,
    ...ALWAYS,
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
    ...ALWAYS,
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
    400: WRONG_QUERY,
    ...PRIVATE,
    404: UNKNOWN,
    ...ALWAYS,
  },
};
