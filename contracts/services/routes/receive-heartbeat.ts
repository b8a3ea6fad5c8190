import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { heartbeatBody, heartbeatFailed, heartbeatPartly, heartbeatReceived } from '../schemas/heartbeat.ts';

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
    207: { description: 'Some services were heard; one that was not fails alone', schema: heartbeatPartly },
    400: error('The request does not fit, or no service was heard'),
    401: { description: 'The key is wrong or missing', schema: heartbeatFailed },
    404: { description: 'There is no such service', schema: heartbeatFailed },
    413: error('The body is too large'),
    429: error('Too fast'),
    503: error('Nothing was stored: send it again'),
  },
};
