import { describe, expect, it } from '@jest/globals';
import type { Access, Route } from '../../contracts/http/route.ts';
import { routeTable } from '../../contracts/http/route-table.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { DEFAULT_LIMITS } from '../../lambdas/runtime/limits.ts';
import { worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  KEYS,
  namedRoutes,
  pathOf,
  plantAll,
  problemsOf,
  worldInMemory,
} from '../support/route-fuzz/peopled-world.ts';

// Driven by the route tables alone: who may ask, how often, by which method, and with which store behind it.

const exampleIn = ({ bodyExamples = {} }: Route): unknown => Object.values(bodyExamples)[0];

/** Where the example was planted already, or is the key of nobody. */
const OTHER_BODIES: Readonly<Record<string, object>> = {
  addService: { serviceId: 'another' },
  announceDaemon: { daemonId: 'another' },
  beginSession: { key: 'the-reader' },
};

/** What is there, for routes that must be told which. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/logs': '?serviceId=with-key',
  '/api/recent': '?monitors=service/with-key',
  '/api/occurrences': '?schedule=@daily',
};

describe('what the examples make is found, so that more than errors is seen of each route', () => {
  it.each(namedRoutes.filter(([, { hidden }]) => !hidden))('%s', async (_name, route) => {
    const world = await worldInMemory({ rateLimit: false });
    const target = pathOf(route.path, await plantAll(world));
    const query = QUERIES[route.path] ?? '';
    const body = OTHER_BODIES[route.operationId] ?? exampleIn(route);
    const parts = { headers: KEYS.admin, body };
    const { status, problems } = await problemsOf(world, route.method, `${target}${query}`, parts);
    expect([status < 300, problems]).toEqual([true, []]);
  });
});

describe('keys of each role', () => {
  type Key = keyof typeof KEYS;
  /** Who is let in; of the others, those that nobody knows get 401 and those without the right 403. */
  const LET_IN: Readonly<Record<Exclude<Access, 'none' | 'beat'>, readonly Key[]>> = {
    read: ['reader', 'writer', 'admin'],
    write: ['writer', 'admin'],
    admin: ['admin'],
  };
  const STRANGERS: readonly Key[] = ['none', 'wrong', 'malformed'];

  it.each(namedRoutes)('%s', async (_name, route) => {
    const { access, method, path } = route;
    const world = await worldInMemory({ dashboardAccess: 'private', rateLimit: false });
    for (const key of Object.keys(KEYS) as Key[]) {
      const parts = { headers: KEYS[key], body: exampleIn(route) };
      const { status, problems } = await problemsOf(world, method, pathOf(path), parts);
      expect([key, problems]).toEqual([key, []]);
      if (access === 'none' || access === 'beat') continue;
      const expected = LET_IN[access].includes(key) ? 'let in' : STRANGERS.includes(key) ? 401 : 403;
      expect([key, status === 401 || status === 403 ? status : 'let in']).toEqual([key, expected]);
    }
  });
});

describe('whoever is too fast is told so', () => {
  /** An eighth of what is allowed by default: the answer is the same, and comes sooner. */
  const LIMITS = { ...DEFAULT_LIMITS, management: 15, reading: 150 };
  /** More than any burst of one caller. */
  const MANY = 70;

  it.each(namedRoutes.filter(([, { access }]) => access !== 'none'))('%s', async (_name, route) => {
    const world = await worldInMemory({ rateLimit: LIMITS });
    const target = pathOf(route.path, await plantAll(world));
    const parts = { headers: KEYS.admin, body: exampleIn(route) };
    const statuses = new Set<number>();
    for (let i = 0; i < MANY && !statuses.has(429); i++) {
      const { status, problems } = await problemsOf(world, route.method, target, parts);
      expect(problems).toEqual([]);
      statuses.add(status);
    }
    expect([...statuses]).toContain(429);
  });
});

it('a method that an address does not take is 405, and says which it takes', async () => {
  const world = await worldInMemory({ rateLimit: false });
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
  const harvest = await plantAll(await worldInMemory({ rateLimit: false }));
  const unavailable = () => Promise.reject(new StoreUnavailable('down'));
  const store = new Proxy({} as Store, { get: () => unavailable });
  const world = worldOn(store, new ManualClock());
  for (const route of ROUTES) {
    const parts = { headers: KEYS.admin, body: exampleIn(route) };
    const target = pathOf(route.path, harvest);
    const { status, problems } = await problemsOf(world, route.method, target, parts);
    expect([route.operationId, problems]).toEqual([route.operationId, []]);
    const asksTheStore = route.access !== 'none';
    if (asksTheStore) expect([route.operationId, status]).toEqual([route.operationId, 503]);
  }
});
