import { ANY_READ, PRIVATE } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';
import type { Route } from '../../http/route.ts';
import { recentList, recentQuery } from '../schemas/recent.ts';

const MISFIT = { path: 'monitors', message: 'must name at most 50 monitors' };

const EXAMPLE = {
  monitors: [
    {
      kind: 'service',
      id: 'shop-web',
      bars: [
        { at: '2026-03-02T11:55:00.000Z', outcome: 'alive', seconds: 60 },
        { at: '2026-03-02T12:00:00.000Z', outcome: 'missed', seconds: 300 },
        { at: '2026-03-02T12:02:10.000Z', outcome: 'alive', seconds: 430 },
      ],
    },
    {
      kind: 'scheduler',
      id: 'nightly',
      bars: [
        { at: '2026-03-01T02:31:12.000Z', outcome: 'succeeded', seconds: 72.4 },
        { at: '2026-03-02T02:30:00.000Z', outcome: 'running', seconds: null },
      ],
    },
  ],
};

export const readRecent: Route = {
  method: 'GET',
  path: '/api/recent',
  operationId: 'readRecent',
  function: 'manage',
  access: 'read',
  summary: 'The last heartbeats, runs and silences of some monitors, for a row of bars each',
  query: recentQuery,
  responses: {
    200: { description: 'Their bars, with an `ETag`', schema: recentList, example: EXAMPLE },
    304: { description: 'They are still those that `If-None-Match` names' },
    400: error('The parameter does not fit', `${MISFIT.path} ${MISFIT.message}`, [MISFIT]),
    ...PRIVATE,
    ...ANY_READ,
  },
};
