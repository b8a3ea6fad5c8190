import * as z from 'zod/mini';
import { ANY_BEAT } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { heartbeatReceived } from '../schemas/heartbeat.ts';
import { UNKNOWN } from './errors.ts';
import { HEARTBEAT_RECEIVED } from './examples.ts';

const RECEIVED = {
  path: '/heartbeat/{uuid}',
  function: 'ingest',
  access: 'beat',
  responses: {
    200: { description: 'The application was heard', schema: heartbeatReceived, example: HEARTBEAT_RECEIVED },
    ...UNKNOWN,
    ...ANY_BEAT,
  },
} as const;

/** Any body of any form is a message. */
export const receiveApplicationHeartbeat: Route = {
  ...RECEIVED,
  method: 'POST',
  operationId: 'receiveApplicationHeartbeat',
  summary: 'A heartbeat of the application that the uuid speaks for; a body is kept as its message',
  body: z.optional(z.string()),
  responses: {
    ...RECEIVED.responses,
    413: error('The body is larger than any report', 'The body is larger than 6291456 bytes'),
  },
  bodyExamples: { Bare: '', 'With words': '1,204 orders imported' },
};

/** For senders that can only fetch an address; HEAD counts as well. */
export const receiveApplicationHeartbeatByGet: Route = {
  ...RECEIVED,
  method: 'GET',
  operationId: 'receiveApplicationHeartbeatByGet',
  summary: 'The same for senders that can only fetch an address; HEAD counts as well',
};
