import { ANY_BEAT, tooLarge, wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { heartbeat, recorded, statusReport } from '../schemas/report.ts';
import { NOT_ITS_KEY } from './errors.ts';

const errors = (path: string, message: string) => ({
  ...wrongBody(path, message),
  413: tooLarge('5 MiB'),
  401: NOT_ITS_KEY,
  404: error('There is no such scheduler: register it first', 'Scheduler not registered'),
  ...ANY_BEAT,
});

const JOB = {
  scheduler_id: 'my-service-eod-process',
  service_name: 'My Service',
  job_name: 'EOD Processing',
};

export const reportSchedulerStatus: Route = {
  method: 'PUT',
  path: '/api/v1/schedulers/{scheduler_id}/status',
  operationId: 'reportSchedulerStatus',
  function: 'ingest',
  access: 'beat',
  summary: 'A run of a scheduler starts, ends well, fails, or is about to start',
  body: statusReport,
  bodyExamples: {
    'A run starts': { ...JOB, status: 'running', timestamp: '2024-01-15T01:00:00.000Z' },
    'A run ended well': {
      ...JOB,
      status: 'completed',
      timestamp: '2024-01-15T01:00:15.000Z',
      execution_time_ms: 15_000,
      metadata: { records_processed: 1_000, environment: 'production' },
    },
    'A run failed': {
      ...JOB,
      status: 'failed',
      timestamp: '2024-01-15T01:00:15.000Z',
      error_message: 'No such file: /data/eod.csv',
      metadata: { error_type: 'Error', stack_trace: 'Error: No such file\n    at performEODTasks' },
    },
    'One of several runs at a time': { status: 'running', run_id: 'eod-2024-01-15' },
  },
  responses: {
    200: {
      description: 'It was recorded; what was too long of it was cut and is named in `truncated`',
      schema: recorded,
      example: {
        success: true,
        scheduler_id: 'my-service-eod-process',
        status: 'completed',
        timestamp: '2024-01-15T01:00:15.120Z',
      },
    },
    ...errors('status', 'must be pending, running, completed or failed'),
  },
};

export const sendSchedulerHeartbeat: Route = {
  method: 'POST',
  path: '/api/v1/schedulers/{scheduler_id}/heartbeat',
  operationId: 'sendSchedulerHeartbeat',
  function: 'ingest',
  access: 'beat',
  summary: 'A run of a scheduler is still alive',
  body: heartbeat,
  bodyExamples: {
    'The run, or the newest of them': { scheduler_id: 'my-service-eod-process' },
    'One of several runs at a time': { run_id: 'eod-2024-01-15', metadata: { records_processed: 400 } },
  },
  responses: {
    200: {
      description: 'It was recorded; outside of a run it changes nothing else',
      schema: recorded,
      example: {
        success: true,
        scheduler_id: 'my-service-eod-process',
        status: 'alive',
        timestamp: '2024-01-15T01:05:00.120Z',
      },
    },
    ...errors('metadata', 'must be an object'),
  },
};
