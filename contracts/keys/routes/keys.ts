import { ADMIN_ONLY, ANY_CHANGE, ANY_READ, WRONG_QUERY, wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { key, keyList, keysQuery, newKey, rotation, shownKey } from '../schemas/key.ts';

const WRONG_BODY = wrongBody('role', 'must be admin, writer or reader');
const WRONG_OVERLAP = wrongBody('overlap_seconds', 'must be a whole number from 0 to 2,592,000');
const UNKNOWN = { 404: error('There is no such key', 'Unknown key') };
const REFUSED = {
  409: error(
    "The operator's own key, the last admin key, or a key of services.json: it is changed elsewhere",
    'This is the last admin key: issue another one first',
  ),
};

const EXAMPLE = {
  id: 'key-5f2c9a1b7d3e',
  name: 'Nightly jobs',
  role: 'writer',
  created: '2026-03-02T12:00:00.000Z',
  last_used: '2026-03-02T12:05:00.000Z',
  expires: null,
  retiring: [],
};
const NEW_EXAMPLE = { ...EXAMPLE, last_used: null, key: 'hbc_Zk3v0Qm1h7Wb5t9cXyR2uE8sLp4nJ6aGdKfVwTiOoMY' };
const ROTATED_EXAMPLE = {
  ...NEW_EXAMPLE,
  retiring: [
    {
      created: '2025-12-01T09:00:00.000Z',
      last_used: '2026-03-02T11:40:00.000Z',
      expires: '2026-03-03T12:00:00.000Z',
    },
  ],
};

export const issueKey: Route = {
  method: 'POST',
  path: '/api/v1/keys',
  operationId: 'issueKey',
  function: 'manage',
  access: 'admin',
  summary: 'Issues a key; it is shown only in this answer',
  body: newKey,
  bodyExamples: {
    'A key for jobs': { name: 'Nightly jobs', role: 'writer' },
    'A reader for a quarter': { name: 'Wall screen', role: 'reader', expires_in_days: 90 },
  },
  responses: {
    201: { description: 'Issued', schema: shownKey, example: NEW_EXAMPLE },
    ...WRONG_BODY,
    ...ADMIN_ONLY,
    ...ANY_CHANGE,
  },
};

export const listKeys: Route = {
  method: 'GET',
  path: '/api/v1/keys',
  operationId: 'listKeys',
  function: 'manage',
  access: 'admin',
  summary: 'The keys by name: neither they themselves nor their hashes',
  query: keysQuery,
  responses: {
    200: {
      description: 'The keys',
      schema: keyList,
      example: { keys: [EXAMPLE], total: 1, cursor: null },
    },
    ...WRONG_QUERY,
    ...ADMIN_ONLY,
    ...ANY_READ,
  },
};

export const readKey: Route = {
  method: 'GET',
  path: '/api/v1/keys/{id}',
  operationId: 'readKey',
  function: 'manage',
  access: 'admin',
  summary: 'One key: neither itself nor its hash',
  responses: {
    200: { description: 'The key', schema: key, example: EXAMPLE },
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...ANY_READ,
  },
};

export const revokeKey: Route = {
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  operationId: 'revokeKey',
  function: 'manage',
  access: 'admin',
  summary: 'Takes a key away; it is refused everywhere within a minute',
  responses: { 204: { description: 'Revoked' }, ...ADMIN_ONLY, ...UNKNOWN, ...REFUSED, ...ANY_CHANGE },
};

export const rotateKey: Route = {
  method: 'POST',
  path: '/api/v1/keys/{id}/rotate',
  operationId: 'rotateKey',
  function: 'manage',
  access: 'admin',
  summary: 'Gives an id a new key; the one before is good until the overlap is over',
  body: rotation,
  bodyExamples: {
    'With a day of overlap': {},
    'With an hour of overlap': { overlap_seconds: 3_600 },
    'At once, the key leaked': { overlap_seconds: 0 },
  },
  responses: {
    200: { description: 'Rotated', schema: shownKey, example: ROTATED_EXAMPLE },
    ...WRONG_OVERLAP,
    ...ADMIN_ONLY,
    ...UNKNOWN,
    ...REFUSED,
    ...ANY_CHANGE,
  },
};
