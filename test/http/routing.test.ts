import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { routeTable } from '../../contracts/http/route-table.ts';
import { ROUTES } from '../../contracts/routes.ts';
import type { Role } from '../../core/ports/key-store.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld, worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';

describe('what is not there', () => {
  it.each(['/nothing', '/api', '/api/heartbeats', '/api/services/a/b/c', '/API/STATUS', '/api/status/x'])(
    '%s is 404',
    async (path) => {
      const { send } = await openHttpWorld();
      const answer = await send('GET', path);
      expect([answer.statusCode, bodyOf(answer)]).toEqual([
        404,
        { error: 'There is nothing at this address' },
      ]);
    },
  );

  it.each([
    ['GET', '/api/heartbeat', 'POST'],
    ['HEAD', '/api/heartbeat', 'POST'],
    ['OPTIONS', '/api/heartbeat', 'POST'],
    ['POST', '/api/status', 'GET, HEAD'],
    ['DELETE', '/', 'GET, HEAD'],
    ['PATCH', '/api/services', 'GET, HEAD, POST'],
    ['POST', '/api/services/a', 'GET, HEAD, PUT, DELETE'],
    ['PUT', '/api/services/a/pause', 'POST'],
    ['POST', '/health/', 'GET, HEAD'],
  ])('%s %s is 405 and says what is allowed', async (method, path, allow) => {
    const { send } = await openHttpWorld();
    const answer = await send(method, path);
    expect([answer.statusCode, answer.headers?.allow]).toEqual([405, allow]);
    if (method !== 'HEAD') expect(bodyOf(answer)).toEqual({ error: `This address takes ${allow}` });
  });
});

it('HEAD is answered like GET, without a body', async () => {
  const { send } = await openHttpWorld();
  for (const path of ['/', '/health', '/api/status', '/api/services', '/api/logs']) {
    const get = await send('GET', path);
    const head = await send('HEAD', path);
    expect([head.statusCode, head.headers]).toEqual([get.statusCode, get.headers]);
    expect(head.body).toBeUndefined();
  }
});

it('every answer names its request; management answers are not for a cache', async () => {
  const { send } = await openHttpWorld();
  for (const [method, path] of [
    ['GET', '/health'],
    ['GET', '/nothing'],
    ['PUT', '/health'],
    ['POST', '/api/heartbeat'],
    ['POST', '/api/services'],
  ] as const) {
    const { headers } = await send(method, path);
    expect(headers).toMatchObject({ 'x-request-id': 'request-1' });
    if (path !== '/api/heartbeat') expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  }
});

describe('the route table', () => {
  it('names every operation once, and every address with its method once', () => {
    const names = ROUTES.map(({ operationId }) => operationId);
    const places = ROUTES.map(({ method, path }) => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(places).size).toBe(places.length);
  });

  it('every route is answered by the function that it names', async () => {
    const { send } = await openHttpWorld();
    for (const { method, path } of ROUTES) {
      const answer = await send(method, path.replace(/\{[^}]+\}/g, 'a'));
      expect([method, path, answer.statusCode]).not.toEqual([method, path, 405]);
      expect(answer.body ?? '').not.toContain(
        path === '/internal/canary' ? 'never' : 'nothing at this address',
      );
    }
  });

  it('says enough of every route for the API reference', () => {
    for (const { operationId, summary, query, body, responses } of ROUTES) {
      expect([operationId, summary]).toEqual([operationId, expect.stringMatching(/^[A-Z].{10,}[^.]$/)]);
      const schemas = [query, body, ...Object.values(responses).map(({ schema }) => schema)];
      for (const schema of schemas)
        if (schema) expect(z.toJSONSchema(schema, { io: 'input' })).toBeInstanceOf(Object);
    }
  });

  it('lets a fixed path win over a parameter, and offers both for Allow', () => {
    const base = { operationId: '', function: 'manage', access: 'none', summary: '', responses: {} } as const;
    const [register, read] = [
      { ...base, method: 'POST', path: '/x/register' },
      { ...base, method: 'GET', path: '/x/{id}' },
    ] as const;
    const table = routeTable([read, register]);
    expect(table.find('POST', '/x/register')).toBe(register);
    expect(table.find('HEAD', '/x/register')).toBe(read);
    expect(table.find('GET', '/x/a/')).toBe(read);
    expect(table.find('GET', '/x/a/b')).toBeUndefined();
    expect(table.allowed('/x/register')).toEqual(['POST', 'GET', 'HEAD']);
    expect(table.allowed('/x')).toEqual([]);
  });
});

describe('a store that fails', () => {
  const failing = (error: unknown) => new Proxy({} as Store, { get: () => () => Promise.reject(error) });

  it.each([
    ['POST', '/api/heartbeat', 'json'],
    ['GET', '/api/status', 'json'],
    ['GET', '/api/services', 'json'],
    ['GET', '/api/logs?serviceId=a', 'json'],
  ])('%s %s: 503 where it is unavailable, 500 where nobody foresaw it', async (method, path, type) => {
    const parts = { body: { serviceId: 'a' } };
    const unavailable = worldOn(failing(new StoreUnavailable('disk full at /var/secret')), new ManualClock());
    const answer = await unavailable.send(method, path, parts);
    expect([answer.statusCode, answer.headers?.['retry-after']]).toEqual([503, '1']);
    expect(answer.headers?.['content-type']).toContain(type);
    const broken = worldOn(failing(new TypeError('x is not a function')), new ManualClock());
    const failed = await broken.send(method, path, parts);
    expect(failed.statusCode).toBe(500);
    for (const { body } of [answer, failed]) expect(body).not.toMatch(/secret|not a function|\.ts|\bat /);
    expect([unavailable.errors, broken.errors].map((lines) => lines.length)).toEqual([1, 1]);
  });

  it('a key that cannot be looked up is no wrong key', async () => {
    const world = worldOn(failing(new StoreUnavailable('down')), new ManualClock());
    const answer = await world.send('POST', '/api/services', { headers: bearer('the-admin') });
    expect(answer.statusCode).toBe(503);
  });

  it('/health says that the store fails', async () => {
    const answer = await worldOn(failing(new StoreUnavailable('down')), new ManualClock()).send(
      'GET',
      '/health',
    );
    expect([answer.statusCode, bodyOf(answer)]).toMatchObject([
      503,
      { status: 'failing', checks: { store: 'failing' } },
    ]);
  });
});

describe('the canary', () => {
  const sing = async (role: Role, key?: string) => {
    const world = await openHttpWorld();
    await world.hasKey('a-key-of-this-role', role);
    const headers: Record<string, string> = key === undefined ? {} : { 'X-API-Key': key };
    const answer = await world.send('POST', '/internal/canary', { headers });
    const { hearing } = await world.store.readHearing();
    return { status: answer.statusCode, body: answer.body, heard: hearing.heardAt === world.clock.now() };
  };
  const nothing = { status: 404, body: '{"error":"There is nothing at this address"}', heard: false };

  it('is heard if it is ours', async () => {
    expect(await sing('canary', 'a-key-of-this-role')).toEqual({ status: 204, body: undefined, heard: true });
  });

  it.each([undefined, '', 'a-key-of-this-rome'])('is nothing with the key %p', async (key) => {
    expect(await sing('canary', key)).toEqual(nothing);
  });

  it.each(['admin', 'writer', 'reader', 'beat'] as const)('is nothing with a key of %s', async (role) => {
    expect(await sing(role, 'a-key-of-this-role')).toEqual(nothing);
  });

  it('opens nothing else with its key', async () => {
    const world = await openHttpWorld({ dashboardAccess: 'private' });
    await world.hasKey('ours', 'canary');
    const headers = { 'X-API-Key': 'ours' };
    expect((await world.send('GET', '/api/status', { headers })).statusCode).toBe(403);
    expect((await world.send('POST', '/api/services', { headers })).statusCode).toBe(403);
  });
});
