import { ANY_FLEET_READ, ANY_READ, misfitting, PRIVATE, WRONG_QUERY } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { beatList, historyQuery, runList, transitionList, uptime } from '../schemas/history.ts';
import { monitor, monitorList, monitorsQuery } from '../schemas/monitor.ts';
import { occurrences, occurrencesQuery } from '../schemas/occurrences.ts';
import {
  BEATS_EXAMPLE,
  LIST_EXAMPLE,
  MONITOR_EXAMPLE,
  OCCURRENCES_EXAMPLE,
  RUNS_EXAMPLE,
  TRANSITIONS_EXAMPLE,
  UPTIME_EXAMPLE,
} from './examples.ts';

const UNKNOWN = { 404: error('There is no such monitor', 'Unknown monitor') };

const ONE = '/api/monitors/{kind}/{id}';

export const listMonitors: Route = {
  method: 'GET',
  path: '/api/monitors',
  operationId: 'listMonitors',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  summary: 'Monitors of every kind, by kind and id; a page may be short while more follow',
  query: monitorsQuery,
  responses: {
    200: { description: 'A page of monitors', schema: monitorList, example: LIST_EXAMPLE },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...ANY_FLEET_READ,
  },
};

export const readMonitor: Route = {
  method: 'GET',
  path: ONE,
  operationId: 'readMonitor',
  function: 'manage',
  access: 'read',
  summary: 'Everything about one monitor: how it is, why, and how it is watched',
  responses: {
    200: { description: 'The monitor', schema: monitor, example: MONITOR_EXAMPLE },
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readMonitorBeats: Route = {
  method: 'GET',
  path: `${ONE}/beats`,
  operationId: 'readMonitorBeats',
  function: 'manage',
  access: 'read',
  summary: 'What a monitor sent, newest first',
  query: historyQuery,
  responses: {
    200: { description: 'Its signals', schema: beatList, example: BEATS_EXAMPLE },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readMonitorTransitions: Route = {
  method: 'GET',
  path: `${ONE}/transitions`,
  operationId: 'readMonitorTransitions',
  function: 'manage',
  access: 'read',
  summary: 'Changes of status of a monitor, newest first',
  query: historyQuery,
  responses: {
    200: { description: 'Its changes of status', schema: transitionList, example: TRANSITIONS_EXAMPLE },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readMonitorRuns: Route = {
  method: 'GET',
  path: `${ONE}/runs`,
  operationId: 'readMonitorRuns',
  function: 'manage',
  access: 'read',
  summary: 'Runs of a job that are over, newest first; other monitors have none',
  query: historyQuery,
  responses: {
    200: { description: 'Its past runs', schema: runList, example: RUNS_EXAMPLE },
    ...WRONG_QUERY,
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readMonitorUptime: Route = {
  method: 'GET',
  path: `${ONE}/uptime`,
  operationId: 'readMonitorUptime',
  function: 'manage',
  access: 'read',
  summary: 'Uptime and downtime of the last 24 hours, 7, 30 and 90 days, and by month',
  responses: {
    200: { description: 'Its uptime, to the millisecond', schema: uptime, example: UPTIME_EXAMPLE },
    ...PRIVATE,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const readOccurrences: Route = {
  method: 'GET',
  path: '/api/occurrences',
  operationId: 'readOccurrences',
  function: 'manage',
  access: 'read',
  summary: 'When a schedule occurs next, as this server would judge it: for whoever writes one',
  query: occurrencesQuery,
  responses: {
    200: { description: 'The next occurrences', schema: occurrences, example: OCCURRENCES_EXAMPLE },
    ...misfitting('schedule', '"61 * * * *" is not a cron expression of five fields such as "30 2 * * 1-5"'),
    ...PRIVATE,
    ...ANY_READ,
  },
};
