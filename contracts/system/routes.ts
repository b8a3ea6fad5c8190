import * as z from 'zod/mini';
import { meaning, named } from '../http/described.ts';
import { ANY_READ, PRIVATE } from '../http/error-answers.ts';
import { error } from '../http/error-schema.ts';
import type { ResponseDoc, Route } from '../http/route.ts';
import { systemState } from './system-state.ts';

const CHECKS = ['ok', 'waiting', 'failing'] as const;

const health = named(
  'Health',
  z.object({
    status: z.enum(['ok', 'failing']),
    checks: z.object({
      store: meaning('Whether what is heard is stored', z.enum(CHECKS)),
      sweep: meaning('Whether silence is looked for in time', z.enum(CHECKS)),
    }),
  }),
);

const page = (description: string): ResponseDoc => ({ description, mediaType: 'text/html' });

export const readHealth: Route = {
  method: 'GET',
  path: '/health',
  operationId: 'readHealth',
  function: 'manage',
  access: 'none',
  summary: 'Whether Heartbeat Central itself is well',
  responses: {
    200: {
      description: 'It can store, and it looks for silence in time',
      schema: health,
      example: { status: 'ok', checks: { store: 'ok', sweep: 'ok' } },
    },
    503: {
      description: 'It cannot store, or has not looked for silence for too long',
      schema: health,
      example: { status: 'failing', checks: { store: 'ok', sweep: 'failing' } },
    },
  },
};

export const readSystem: Route = {
  method: 'GET',
  path: '/api/system',
  operationId: 'readSystem',
  function: 'manage',
  access: 'read',
  summary: 'How Heartbeat Central itself is, in figures',
  responses: {
    200: {
      description: 'Whether we hear, look for silence, store and deliver',
      schema: systemState,
      example: {
        hearing: {
          heardAt: '2026-03-02T12:00:00.000Z',
          gap: { from: '2026-03-02T03:10:02.000Z', to: '2026-03-02T03:12:40.000Z' },
        },
        sweep: { at: '2026-03-02T11:59:30.000Z', overdue: false },
        deliveries: { pending: 1, failed: 0, oldestPendingAt: '2026-03-02T11:59:58.000Z' },
        store: 'ok',
        version: '0.1.0',
      },
    },
    ...PRIVATE,
    ...ANY_READ,
  },
};

const KEPT = { 304: { description: 'It is still the one that `If-None-Match` names' } };

export const showDashboard: Route = {
  method: 'GET',
  path: '/',
  operationId: 'showDashboard',
  function: 'web',
  access: 'none',
  summary: 'The dashboard: a page without data, which asks for them with the key that somebody logs in with',
  responses: { 200: page('The dashboard'), ...KEPT },
};

export const readAsset: Route = {
  method: 'GET',
  path: '/assets/{file}',
  operationId: 'readAsset',
  function: 'web',
  access: 'none',
  summary: 'A script or style of the dashboard, named after its content',
  hidden: true,
  responses: {
    200: { description: 'The file', mediaType: 'text/javascript' },
    404: page('There is no such file'),
  },
};

export const showReference: Route = {
  method: 'GET',
  path: '/api/docs',
  operationId: 'showReference',
  function: 'web',
  access: 'none',
  summary: 'This reference as a page for people',
  responses: { 200: page('The reference'), ...KEPT },
};

export const readOpenApi: Route = {
  method: 'GET',
  path: '/api/openapi.json',
  operationId: 'readOpenApi',
  function: 'web',
  access: 'none',
  summary: 'This reference as an OpenAPI 3.1 document',
  responses: {
    200: {
      description: 'The document',
      schema: z.looseObject({ openapi: z.string() }),
      example: { openapi: '3.1.1', info: { title: 'Heartbeat Central', version: '0.1.0' }, paths: {} },
    },
    ...KEPT,
  },
};

/** Our own heartbeat arrives on the path that all beats take. */
export const receiveCanary: Route = {
  method: 'POST',
  path: '/internal/canary',
  operationId: 'receiveCanary',
  function: 'ingest',
  access: 'none',
  summary: 'Hears a heartbeat of our own',
  hidden: true,
  responses: {
    204: { description: 'Heard' },
    404: error('Not one of ours', 'There is nothing at this address'),
    503: error(
      'The store cannot be reached',
      'Heartbeat Central cannot reach its store; please send this again',
    ),
  },
};

export const SYSTEM_ROUTES: readonly Route[] = [
  readHealth,
  readSystem,
  showDashboard,
  readAsset,
  showReference,
  readOpenApi,
  receiveCanary,
];
