import { ANY_FLEET_READ, misfitting, PRIVATE } from '../http/error-answers.ts';
import type { Route } from '../http/route.ts';
import { metricsQuery } from './query.ts';

export const readMetrics: Route = {
  method: 'GET',
  path: '/metrics',
  operationId: 'readMetrics',
  function: 'manage',
  access: 'read',
  wholeFleet: true,
  summary: 'Every monitor, every channel and Heartbeat Central itself as metrics for Prometheus',
  query: metricsQuery,
  responses: {
    200: { description: 'Metrics in the text format of Prometheus, version 0.0.4', mediaType: 'text/plain' },
    ...misfitting('only', 'must be totals'),
    ...PRIVATE,
    ...ANY_FLEET_READ,
  },
};

export const METRIC_ROUTES: readonly Route[] = [readMetrics];
