import { ANY_CHANGE, wrongBody } from '../../http/error-answers.ts';
import type { Route } from '../../http/route.ts';
import { registration } from '../schemas/registration.ts';
import { registered, scheduler } from '../schemas/scheduler.ts';
import { NO_RIGHT, NOT_ITS_KEY, UNKNOWN } from './errors.ts';
import { PAUSED, REGISTERED, REGISTERED_PLAINLY, RESUMED } from './examples.ts';

const JOB = {
  scheduler_id: 'my-service-eod-process',
  service_name: 'My Service',
  job_name: 'EOD Processing',
  owner_email: 'team@example.com',
  alert_user_id: 'U1234567890',
};

/** What may be said to whoever changes a scheduler that is there. */
const ITS_KEY_ONLY = { 401: NOT_ITS_KEY, 403: NO_RIGHT, 404: UNKNOWN, ...ANY_CHANGE };

export const registerScheduler: Route = {
  method: 'POST',
  path: '/api/v1/schedulers/register',
  operationId: 'registerScheduler',
  function: 'manage',
  access: 'write',
  limitedAsBeat: true,
  summary: 'Registers a scheduler, or updates what is given of a known one; safe to call at every run',
  body: registration,
  bodyExamples: {
    'A name and an owner': JOB,
    'A job that runs by a cron schedule': {
      ...JOB,
      schedule: '0 18 * * 1-5',
      timezone: 'Europe/Paris',
      grace_seconds: 300,
      max_runtime_seconds: 7_200,
      tags: ['eod'],
    },
    'A job that runs every hour and sends heartbeats': {
      scheduler_id: 'hourly-import',
      expected_interval_seconds: 3_600,
      grace_seconds: 600,
      heartbeat_timeout_seconds: 600,
    },
  },
  responses: {
    200: {
      description: 'It was known; this is how it is registered now',
      schema: registered,
      example: REGISTERED,
    },
    201: { description: 'It is new', schema: registered, example: REGISTERED_PLAINLY },
    ...wrongBody('expected_interval_seconds', 'does not go with schedule: give one of the two'),
    401: NOT_ITS_KEY,
    403: NO_RIGHT,
    ...ANY_CHANGE,
  },
};

export const removeScheduler: Route = {
  method: 'DELETE',
  path: '/api/v1/schedulers/{scheduler_id}',
  operationId: 'removeScheduler',
  function: 'manage',
  access: 'write',
  summary: 'Ends the watch over a scheduler',
  responses: { 204: { description: 'Removed' }, ...ITS_KEY_ONLY },
};

export const pauseScheduler: Route = {
  method: 'POST',
  path: '/api/v1/schedulers/{scheduler_id}/pause',
  operationId: 'pauseScheduler',
  function: 'manage',
  access: 'write',
  summary: 'Hears a scheduler without judging it or its runs',
  responses: { 200: { description: 'Paused', schema: scheduler, example: PAUSED }, ...ITS_KEY_ONLY },
};

export const resumeScheduler: Route = {
  method: 'POST',
  path: '/api/v1/schedulers/{scheduler_id}/resume',
  operationId: 'resumeScheduler',
  function: 'manage',
  access: 'write',
  summary: 'Watches a paused scheduler again, counting from now: its open runs too',
  responses: { 200: { description: 'Watched again', schema: scheduler, example: RESUMED }, ...ITS_KEY_ONLY },
};
