import { ANY_CHANGE, ANY_READ, invalidKey, noRight, WRONG_QUERY } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { deliveriesQuery, delivery, deliveryList } from '../schemas/delivery.ts';

const UNKNOWN = { 404: error('There is no such delivery', 'Unknown delivery') };
const KEYED = {
  401: error('No key was given, or nobody has it', 'An API key is required'),
  403: noRight('The key is one that only sends'),
};

const EXAMPLE = {
  id: 'WyJzZXJ2aWNlL3Nob3Atd2ViLzE3NzI0NTI4MDAwMDAvNyIsInNsYWNrIl0',
  channel: 'slack',
  monitor: { kind: 'service', id: 'shop-web', name: 'Shop' },
  transition: {
    id: 'service/shop-web/1772452800000/7',
    from: 'up',
    to: 'down',
    reason: 'missed',
    at: '2026-03-02T11:45:00.000Z',
  },
  status: 'failed',
  attempts: 9,
  created: '2026-03-02T11:45:00.120Z',
  next_attempt: null,
  settled: '2026-03-02T22:12:41.000Z',
  answer: '404 no_service',
};

export const listDeliveries: Route = {
  method: 'GET',
  path: '/api/deliveries',
  operationId: 'listDeliveries',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'What was sent to which channel, newest first; a page may be short while more follow',
  query: deliveriesQuery,
  responses: {
    200: {
      description: 'A page of deliveries',
      schema: deliveryList,
      example: { deliveries: [EXAMPLE], cursor: null },
    },
    ...WRONG_QUERY,
    ...KEYED,
    ...ANY_READ,
  },
};

export const readDelivery: Route = {
  method: 'GET',
  path: '/api/deliveries/{id}',
  operationId: 'readDelivery',
  function: 'manage',
  access: 'read',
  neverPublic: true,
  summary: 'One change of status on its way to one channel',
  responses: {
    200: { description: 'The delivery', schema: delivery, example: EXAMPLE },
    ...KEYED,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const retryDelivery: Route = {
  method: 'POST',
  path: '/api/deliveries/{id}/retry',
  operationId: 'retryDelivery',
  function: 'manage',
  access: 'write',
  summary: 'Sends a failed delivery again, at once and with as many attempts as a new one',
  responses: {
    200: {
      description: 'It is pending again',
      schema: delivery,
      example: {
        ...EXAMPLE,
        status: 'pending',
        attempts: 0,
        next_attempt: '2026-03-03T08:00:00.000Z',
        settled: null,
      },
    },
    401: invalidKey('No valid key was given'),
    403: noRight('The key may only read or only send'),
    ...UNKNOWN,
    409: error('It has not failed', 'It was delivered at 2026-03-02T11:45:02.000Z'),
    ...ANY_CHANGE,
  },
};
