import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyBend } from '../support/route-fuzz/bent.ts';
import {
  KEYS,
  namedRoutes,
  pathOf,
  plantAll,
  problemsOf,
  worldOnDisk,
} from '../support/route-fuzz/peopled-world.ts';
import { requestsTo } from '../support/route-fuzz/requests.ts';

// Driven by the route tables alone: whatever is sent to any route, only what its row declares may come back.

const RUNS_PER_ROUTE = Number(process.env.FUZZ_RUNS ?? 100);
/** An answer that takes longer than this never comes. */
const HANG_MS = 10_000;
const PATIENCE_MS = 120_000 + RUNS_PER_ROUTE * 100;

describe('nearly right requests get declared answers', () => {
  it.each(namedRoutes)(
    '%s',
    async (_name, route) => {
      const world = await worldOnDisk();
      const keys = { best: KEYS.admin, others: Object.values(KEYS) };
      const request = requestsTo(route, await plantAll(world), keys);
      await fc.assert(
        fc.asyncProperty(request, async ({ method, path, query, parts }) => {
          const target = query ? `${path}?${query}` : path;
          expect((await problemsOf(world, method, target, parts)).problems).toEqual([]);
          world.clock.advance(1_000);
        }),
        { numRuns: RUNS_PER_ROUTE, timeout: HANG_MS },
      );
      expect(world.errors).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('every field of every example, once bent in each way, gets a declared answer', () => {
  it.each(namedRoutes.filter(([, { bodyExamples }]) => bodyExamples))(
    '%s',
    async (_name, { method, path, bodyExamples = {} }) => {
      const world = await worldOnDisk();
      const target = pathOf(path, await plantAll(world));
      for (const body of everyBend(Object.values(bodyExamples))) {
        const { problems } = await problemsOf(world, method, target, { headers: KEYS.admin, body });
        expect([body.slice(0, 500), problems]).toEqual([body.slice(0, 500), []]);
        world.clock.advance(1_000);
      }
      expect(world.errors).toEqual([]);
    },
    PATIENCE_MS,
  );
});
