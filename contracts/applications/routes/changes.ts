import { ADMIN_ONLY, ANY_CHANGE } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { application, changedApplication, newApplication } from '../schemas/application.ts';
import { UNKNOWN, WRONG_BODY } from './errors.ts';
import { APPLICATION, NEW_APPLICATION, PAUSED_APPLICATION } from './examples.ts';

const MANAGED = { function: 'manage', access: 'admin' } as const;

export const addApplication: Route = {
  ...MANAGED,
  method: 'POST',
  path: '/api/applications',
  operationId: 'addApplication',
  summary: 'Adds an application; the answer bears the address of its heartbeats',
  body: newApplication,
  bodyExamples: {
    'Every five minutes': { name: 'Nightly import', expected_interval: 300, grace_period: 60 },
    'By a cron schedule': {
      name: 'Backup',
      schedule: '30 2 * * *',
      timezone: 'Europe/Paris',
      grace_period: 1_800,
      tags: ['nightly'],
      channels: ['on-call'],
    },
  },
  responses: {
    201: { description: 'Added', schema: application, example: NEW_APPLICATION },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    ...ANY_CHANGE,
  },
};

export const changeApplication: Route = {
  ...MANAGED,
  method: 'PUT',
  path: '/api/applications/{id}',
  operationId: 'changeApplication',
  summary: 'Changes what is given and keeps the rest',
  body: changedApplication,
  bodyExamples: {
    'Another interval': { expected_interval: 600 },
    'A schedule in its place': { schedule: '*/10 8-18 * * MON-FRI', timezone: 'Europe/Paris' },
  },
  responses: {
    200: {
      description: 'Changed',
      schema: application,
      example: { ...APPLICATION, expected_interval: 600, expected_at: '2026-03-02T12:15:00.000Z' },
    },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

export const removeApplication: Route = {
  ...MANAGED,
  method: 'DELETE',
  path: '/api/applications/{id}',
  operationId: 'removeApplication',
  summary: 'Ends the watch over an application and removes its history',
  responses: { 204: { description: 'Removed' }, ...ADMIN_ONLY, ...UNKNOWN, ...ANY_CHANGE },
};

export const pauseApplication: Route = {
  ...MANAGED,
  method: 'POST',
  path: '/api/applications/{id}/pause',
  operationId: 'pauseApplication',
  summary: 'Hears an application without judging it',
  responses: {
    200: { description: 'Paused', schema: application, example: PAUSED_APPLICATION },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};

export const resumeApplication: Route = {
  ...MANAGED,
  method: 'POST',
  path: '/api/applications/{id}/resume',
  operationId: 'resumeApplication',
  summary: 'Watches a paused application again',
  responses: {
    200: {
      description: 'Watched again',
      schema: application,
      example: { ...APPLICATION, status: 'unknown', reason: 'resumed' },
    },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_CHANGE,
  },
};
