import { describe, expect, it } from '@jest/globals';
import { summarize } from '../../core/paths/read-fleet.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../support/http-world.ts';
import { aDaemon, DAY, every, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const iso = (at: number) => new Date(at).toISOString();

async function readStatus({ send }: HttpWorld, query = '', key?: string) {
  const answer = await send('GET', `/api/status${query}`, key ? { headers: bearer(key) } : {});
  expect(answer.statusCode).toBe(200);
  return bodyOf(answer) as { timestamp: string; summary: object; services: Record<string, unknown>[] };
}

it('every service with its figures, worst first', async () => {
  const world = await openHttpWorld({ at: T0 });
  const countFrom = T0 - DAY;
  await world.has({ id: 'new' });
  await world.has({ id: 'fine', countFrom, status: 'up', reason: 'heartbeat', lastBeatAt: T0 - 90_500 });
  await world.has({ id: 'resting', status: 'paused', reason: 'paused', lastBeatAt: T0 });
  await world.has({
    id: 'gone',
    status: 'down',
    reason: 'missed',
    since: T0 - HOUR,
    lastBeatAt: T0 - 2 * HOUR,
  });
  await world.has({
    id: 'slow',
    countFrom,
    status: 'up',
    lastBeatAt: T0 - 2 * MINUTE,
    config: { schedule: every(MINUTE, MINUTE * 4) },
  });
  const status = await readStatus(world);
  expect(status.timestamp).toBe(iso(T0));
  expect(status.summary).toEqual({ total: 5, up: 1, degraded: 0, late: 1, down: 1, unknown: 1, paused: 1 });
  expect(status.services.map(({ serviceId, status }) => `${serviceId} ${status}`)).toEqual([
    'gone down',
    'slow late',
    'new unknown',
    'fine up',
    'resting paused',
  ]);
  expect(status.services[3]).toEqual({
    serviceId: 'fine',
    name: 'Payment API',
    status: 'up',
    reason: 'heartbeat',
    since: iso(T0),
    lastHeartbeat: iso(T0 - 90_500),
    secondsSinceLastHeartbeat: 90,
    stalenessThreshold: 300,
    expectedAt: iso(T0 - 90_500 + 5 * MINUTE),
    uptime: { day: null, week: null, month: null },
    message: null,
  });
  expect(status.services[2]).toMatchObject({
    lastHeartbeat: null,
    secondsSinceLastHeartbeat: null,
    expectedAt: null,
  });
  expect(status.services[4]).toMatchObject({ expectedAt: null });
});

it('uptime in percent of the watched time', async () => {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a' });
  const monitor = (await world.store.read({ kind: 'service', id: 'a' }))!;
  const change = (sequence: number, from: 'up' | 'down', to: 'up' | 'down', at: number) =>
    world.store.countUptime({
      kind: 'service',
      id: 'a',
      born: monitor.born,
      sequence,
      from,
      to,
      reason: 'missed',
      at,
      fromSince: T0 - 10 * DAY,
      name: 'a',
      tags: [],
    });
  await change(1, 'up', 'down', T0 - 2 * DAY);
  await change(2, 'down', 'up', T0 - DAY);
  const [row] = (await readStatus(world)).services;
  expect(row).toMatchObject({ uptime: { day: 100, week: 85.714, month: 90 } });
});

it('uptime without the times in which we could not hear', async () => {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a' });
  const change = { kind: 'service', id: 'a', born: T0, reason: 'missed', name: 'a', tags: [] } as const;
  const fromSince = T0 - 10 * HOUR;
  await world.store.countUptime({ ...change, sequence: 1, from: 'up', to: 'down', at: T0 - HOUR, fromSince });
  await world.store.keepGap({ from: T0 - 6 * HOUR, to: T0 - 4 * HOUR });
  await world.store.writeHearing({ heardAt: T0 - HOUR / 2, gaps: [{ from: T0 - HOUR / 2 }] }, 0);
  const [row] = (await readStatus(world)).services;
  expect(row).toMatchObject({ uptime: { day: Math.floor((7 / 7.5) * 100_000) / 1_000 } });
});

it('other kinds in the same shape', async () => {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a' });
  await world.store.create(aDaemon({ at: T0, id: 'worker' }));
  const rows = async (kind: string) =>
    (await readStatus(world, `?kind=${kind}`)).services.map((row) => [
      row.kind,
      row.id,
      row.serviceId,
      row.stalenessThreshold,
    ]);
  expect(await rows('daemon')).toEqual([['daemon', 'worker', 'worker', 60]]);
  expect(await rows('all')).toEqual([
    ['service', 'a', 'a', 300],
    ['daemon', 'worker', 'worker', 60],
  ]);
  const answer = await world.send('GET', '/api/status?kind=toaster');
  expect([answer.statusCode, bodyOf(answer)]).toEqual([
    400,
    {
      error: 'kind must be service, scheduler, daemon, application or all',
      issues: [{ path: 'kind', message: 'must be service, scheduler, daemon, application or all' }],
    },
  ]);
});

describe('what a reader without the right does not see', () => {
  it('messages, metadata and owners', async () => {
    const world = await openHttpWorld({ at: T0 });
    await world.has({ id: 'a', key: 'right', config: { owner: { email: 'ops@example.com' } } });
    for (const role of ['admin', 'writer', 'reader'] as const) await world.hasKey(`the-${role}`, role);
    const body = { serviceId: 'a', status: 'down', message: 'disk full', metadata: { host: 'secret-host' } };
    await world.send('POST', '/api/heartbeat', { body, headers: bearer('right') });
    for (const path of ['/api/status', '/api/services', '/api/services/a', '/api/logs?serviceId=a']) {
      const stranger = (await world.send('GET', path)).body!;
      expect(stranger).not.toMatch(/disk full|secret-host|ops@example/);
      // A service's own key sends; it shows nothing of the others. Who sends a key is not answered as if there were none.
      for (const [key, status] of [
        ['wrong', 401],
        ['right', 403],
      ] as const) {
        expect((await world.send('GET', path, { headers: bearer(key) })).statusCode).toBe(status);
      }
      for (const key of ['the-admin', 'the-writer', 'the-reader']) {
        const answer = await world.send('GET', path, { headers: bearer(key) });
        expect(answer.body).toMatch(/disk full|ops@example/);
      }
    }
  });

  it('anything at all where reading is private', async () => {
    const world = await openHttpWorld({ dashboardAccess: 'private' });
    await world.has({ id: 'a', key: 'right' });
    for (const path of [
      '/api/status',
      '/api/status/history',
      '/api/services',
      '/api/services/a',
      '/api/logs?serviceId=a',
      '/api/logs?serviceId=nobody',
    ]) {
      const answer = await world.send('GET', path);
      expect([answer.statusCode, bodyOf(answer)]).toEqual([401, { error: 'An API key is required' }]);
      expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer' });
      expect(bodyOf(await world.send('GET', path, { headers: bearer('no') }))).toEqual({
        error: 'Invalid API key',
      });
    }
    const sending = await world.send('GET', '/api/status', { headers: bearer('right') });
    expect([sending.statusCode, bodyOf(sending)]).toEqual([
      403,
      { error: 'This API key does not have the right to do that' },
    ]);
    await world.hasKey('the-reader', 'reader');
    expect((await world.send('GET', '/api/status', { headers: bearer('the-reader') })).statusCode).toBe(200);
  });
});

it('the history of summaries, newest first', async () => {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a' });
  for (let i = 0; i < 3; i++) await summarize(world.store, ['service'], world.clock.advance(MINUTE));
  const read = async (query = '') =>
    bodyOf(await world.send('GET', `/api/status/history${query}`)) as { history: { timestamp: string }[] };
  const all = await read();
  expect(all.history.map(({ timestamp }) => timestamp)).toEqual([3, 2, 1].map((i) => iso(T0 + i * MINUTE)));
  expect(all.history[0]).toMatchObject({ summary: { total: 1, unknown: 1, up: 0 } });
  expect((await read('?limit=2')).history).toEqual(all.history.slice(0, 2));
  expect((await read(`?before=${iso(T0 + 2 * MINUTE)}`)).history).toEqual(all.history.slice(2));
  for (const limit of ['0', '1001', '-1', 'ten', '1.5', '', ' 5', '1e3']) {
    const answer = await world.send('GET', `/api/status/history?limit=${limit}`);
    expect([limit, answer.statusCode]).toEqual([limit, 400]);
    expect(bodyOf(answer)).toMatchObject({ error: 'limit must be a whole number from 1 to 1,000' });
  }
});

describe('GET /health', () => {
  it('is well while sweeps come in time, and in the time that the first one has', async () => {
    const world = await openHttpWorld({ at: T0, dashboardAccess: 'private' });
    const health = async () => {
      const answer = await world.send('GET', '/health');
      return [answer.statusCode, bodyOf(answer)];
    };
    expect(await health()).toEqual([200, { status: 'ok', checks: { store: 'ok', sweep: 'waiting' } }]);
    world.clock.advance(180 * SECOND);
    expect(await health()).toEqual([200, { status: 'ok', checks: { store: 'ok', sweep: 'waiting' } }]);
    world.clock.advance(SECOND);
    expect(await health()).toEqual([503, { status: 'failing', checks: { store: 'ok', sweep: 'failing' } }]);
    await world.store.markSweep(world.clock.now());
    expect(await health()).toEqual([200, { status: 'ok', checks: { store: 'ok', sweep: 'ok' } }]);
    world.clock.advance(181 * SECOND);
    expect((await health())[0]).toBe(503);
  });
});
