import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Access } from '../../contracts/http/route.ts';
import { routeTable } from '../../contracts/http/route-table.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { bearer, type EventParts } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld, type WorldOptions, worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { everyBend } from '../support/route-fuzz/bent.ts';
import { undocumented } from '../support/route-fuzz/documented.ts';
import { type Harvest, plant } from '../support/route-fuzz/harvest.ts';
import { requestsTo } from '../support/route-fuzz/requests.ts';

// Driven by the route tables alone: whatever is sent to any route, only what its row declares may come back.

const RUNS_PER_ROUTE = Number(process.env.FUZZ_RUNS ?? 150);
/** An answer that takes longer than this never comes. */
const HANG_MS = 10_000;

const KEYS = {
  none: {},
  wrong: bearer('wrong'),
  malformed: { authorization: 'Bearer', 'x-api-key': '\u0000' },
  beat: bearer('the-beat'),
  reader: bearer('the-reader'),
  writer: { 'X-API-Key': 'the-writer' },
  admin: bearer('the-admin'),
};

async function peopledWorld(settings: WorldOptions = {}): Promise<HttpWorld> {
  const world = await openHttpWorld({ rateLimit: false, ...settings });
  await world.has({ id: 'with-key', key: 'the-beat' });
  await world.has({ id: 'in-file', config: { source: 'file' } });
  for (const role of ['admin', 'writer', 'reader'] as const) await world.hasKey(`the-${role}`, role);
  return world;
}

/** Sends one request and says what of its answer is not declared. */
async function problemsOf(world: HttpWorld, method: string, target: string, parts: EventParts) {
  const answer = await world.send(method, target, parts);
  const problems = undocumented(ROUTES, { method, path: target.split('?')[0] ?? '/' }, answer);
  return { status: answer.statusCode ?? 0, problems };
}

/** The path with ids of what is there, as far as one is known. */
const pathOf = (path: string, harvest?: Harvest): string =>
  path.replace(/\{([^}]+)\}/g, (_, name: string) => harvest?.get(name)?.[0] ?? 'with-key');

const named = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('nearly right requests get declared answers', () => {
  it.each(named)(
    '%s',
    async (_name, route) => {
      const world = await peopledWorld();
      const harvest = await plant(world, ROUTES, { headers: KEYS.admin });
      const request = requestsTo(route, harvest, Object.values(KEYS));
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
    120_000,
  );
});

describe('every field of every example, once bent in each way', () => {
  it.each(named.filter(([, { bodyExamples }]) => bodyExamples))(
    '%s',
    async (_name, { method, path, bodyExamples = {} }) => {
      const world = await peopledWorld();
      const target = pathOf(path, await plant(world, ROUTES, { headers: KEYS.admin }));
      for (const body of everyBend(Object.values(bodyExamples))) {
        const { problems } = await problemsOf(world, method, target, { headers: KEYS.admin, body });
        expect([body.slice(0, 500), problems]).toEqual([body.slice(0, 500), []]);
        world.clock.advance(1_000);
      }
      expect(world.errors).toEqual([]);
    },
    120_000,
  );
});

const exampleIn = ({ bodyExamples = {} }: (typeof ROUTES)[number]): unknown => Object.values(bodyExamples)[0];

describe('keys of each role', () => {
  type Key = keyof typeof KEYS;
  /** Who is let in; of the others, those that nobody knows get 401 and those without the right 403. */
  const LET_IN: Readonly<Record<Exclude<Access, 'none' | 'beat'>, readonly Key[]>> = {
    read: ['reader', 'writer', 'admin'],
    write: ['writer', 'admin'],
    admin: ['admin'],
  };
  const STRANGERS: readonly Key[] = ['none', 'wrong', 'malformed'];

  it.each(named)('%s', async (_name, route) => {
    const { access } = route;
    const world = await peopledWorld({ dashboardAccess: 'private' });
    const path = pathOf(route.path, await plant(world, ROUTES, { headers: KEYS.admin }));
    for (const key of Object.keys(KEYS) as Key[]) {
      const parts = { headers: KEYS[key], body: exampleIn(route) };
      const { status, problems } = await problemsOf(world, route.method, path, parts);
      expect([key, problems]).toEqual([key, []]);
      if (access === 'none' || access === 'beat') continue;
      const expected = LET_IN[access].includes(key) ? 'let in' : STRANGERS.includes(key) ? 401 : 403;
      expect([key, status === 401 || status === 403 ? status : 'let in']).toEqual([key, expected]);
    }
  });
});

describe('whoever is too fast', () => {
  /** More than any burst of one caller. */
  const MANY = 150;
  const limited = named.filter(([, { access }]) => access !== 'none');

  it.each(limited)('%s', async (_name, route) => {
    const world = await peopledWorld({ rateLimit: true });
    const path = pathOf(route.path, await plant(world, ROUTES, { headers: KEYS.admin }));
    const parts = { headers: KEYS.admin, body: exampleIn(route) };
    const statuses = new Set<number>();
    for (let i = 0; i < MANY && !statuses.has(429); i++) {
      const { status, problems } = await problemsOf(world, route.method, path, parts);
      expect(problems).toEqual([]);
      statuses.add(status);
    }
    expect([...statuses]).toContain(429);
  });
});

it('a method that an address does not take is 405, and says which it takes', async () => {
  const world = await peopledWorld();
  const table = routeTable(ROUTES);
  for (const path of new Set(ROUTES.map((route) => pathOf(route.path)))) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (table.find(method, path)) continue;
      const { status, problems } = await problemsOf(world, method, path, { headers: KEYS.admin, body: '{}' });
      expect([method, path, status, problems]).toEqual([method, path, 405, []]);
    }
  }
});

it('while the store cannot be reached, every route says so in the way it declares', async () => {
  const unavailable = () => Promise.reject(new StoreUnavailable('down'));
  const store = new Proxy({} as Store, { get: () => unavailable });
  const world = worldOn(store, new ManualClock());
  for (const route of ROUTES) {
    const parts = { headers: KEYS.admin, body: exampleIn(route) };
    const { status, problems } = await problemsOf(world, route.method, pathOf(route.path), parts);
    expect([route.operationId, status, problems]).toEqual([route.operationId, status, []]);
  }
});
