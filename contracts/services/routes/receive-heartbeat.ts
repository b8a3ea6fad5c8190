import { ANY_BEAT, tooLarge } from '../../http/error-answers.ts';
import type { ResponseDoc, Route } from '../../http/route.ts';
import { ALL_HEARD, HEARTBEATS, NONE_HEARD, SOME_HEARD } from '../examples/heartbeat.ts';
import {
  heartbeatBody,
  heartbeatFailed,
  heartbeatPartly,
  heartbeatReceived,
  heartbeatRefused,
} from '../schemas/heartbeat.ts';

const failed = (description: string, error: string): ResponseDoc => ({
  description,
  schema: heartbeatFailed,
  example: { success: false, error },
});

export const receiveHeartbeat: Route = {
  method: 'POST',
  path: '/api/heartbeat',
  operationId: 'receiveHeartbeat',
  function: 'ingest',
  access: 'beat',
  summary: 'A heartbeat of one service, or of many in one request',
  body: heartbeatBody,
  bodyExamples: HEARTBEATS,
  responses: {
    200: { description: 'Every service was heard', schema: heartbeatReceived, examples: ALL_HEARD },
    207: {
      description: 'Some services were heard; one that was not fails alone',
      schema: heartbeatPartly,
      example: SOME_HEARD,
    },
    400: {
      description: 'The request does not fit, or no service was heard',
      schema: heartbeatRefused,
      examples: NONE_HEARD,
    },
    401: failed('The key is wrong or missing', 'Invalid API key'),
    404: failed('There is no such service', 'Unknown serviceId'),
    413: tooLarge(),
    ...ANY_BEAT,
  },
};
