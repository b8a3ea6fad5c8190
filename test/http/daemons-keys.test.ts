import { describe, expect, it } from '@jest/globals';
import { bearer } from '../support/http-event.ts';
import { SECOND } from '../support/monitors.ts';
import { daemonWorld, ID, REGISTRATION } from './daemon-world.ts';

const ROUTES: [method: string, path: string, body?: object][] = [
  ['POST', '/api/daemon/register', REGISTRATION],
  ['POST', '/api/daemon/heartbeat', { daemonId: ID, status: 'healthy' }],
  ['GET', '/api/daemon/health'],
  ['GET', `/api/daemon/${ID}`],
  ['GET', `/api/daemon/${ID}/heartbeats`],
  ['POST', '/api/daemon', { daemonId: 'another' }],
  ['PUT', `/api/daemon/${ID}`, {}],
  ['POST', `/api/daemon/${ID}/pause`],
  ['POST', `/api/daemon/${ID}/resume`],
  ['DELETE', `/api/daemon/${ID}`],
];

describe('who may do what', () => {
  it.each([
    ['the-admin', [201, 200, 200, 200, 200, 201, 200, 200, 200, 204]],
    ['writer-1', [201, 200, 200, 200, 200, 403, 403, 403, 403, 403]],
    ['a-reader', [403, 403, 200, 200, 200, 403, 403, 403, 403, 403]],
    ['of-a-service', Array(10).fill(403)],
    ['nobody-has-this', Array(10).fill(401)],
    [null, Array(10).fill(401)],
  ])('%s, though the status is public', async (key, statuses) => {
    const { register, send } = await daemonWorld({ dashboardAccess: 'public' });
    await register({}, key === 'the-admin' ? 'the-admin' : 'writer-1');
    const answers: unknown[] = [];
    for (const [method, path, body] of ROUTES) answers.push((await send(method, path, body, key)).status);
    expect(answers).toEqual(statuses);
  });

  it('as Authorization: Bearer too', async () => {
    const { send } = await daemonWorld();
    const headers = bearer('writer-1');
    expect(await send('POST', '/api/daemon/register', REGISTRATION, null, { headers })).toMatchObject({
      status: 201,
    });
    const beat = { daemonId: ID, status: 'healthy' };
    expect(await send('POST', '/api/daemon/heartbeat', beat, null, { headers })).toMatchObject({
      status: 200,
    });
  });

  it('a stranger learns nothing: one answer for every id and every body', async () => {
    const { register, send } = await daemonWorld();
    await register();
    for (const [key, error] of [
      [null, 'An API key is required'],
      ['guess', 'Invalid API key'],
    ] as const) {
      for (const body of [
        { daemonId: ID, status: 'healthy' },
        { daemonId: 'nobody', status: 'unhealthy' },
        'not JSON',
      ]) {
        for (const path of ['/api/daemon/heartbeat', '/api/daemon/register']) {
          const answer = await send('POST', path, body, key);
          expect(answer).toMatchObject({ status: 401, body: { error } });
          expect(Object.keys(answer.body)).toEqual(['error']);
        }
      }
    }
  });
});

describe('a daemon belongs to the key that it was registered with', () => {
  const other = 'This daemon was registered with another API key';

  it('another writer neither sends for it nor registers it; the admin does both', async () => {
    const { register, beat, store } = await daemonWorld();
    await register({}, 'writer-1');
    expect(await beat({}, 'writer-2')).toMatchObject({ status: 401, body: { error: other } });
    expect(await register({ version: '6.6' }, 'writer-2')).toMatchObject({
      status: 401,
      body: { error: other },
    });
    expect((await store.read({ kind: 'daemon', id: ID }))?.config.details).toMatchObject({ version: '2.2' });
    expect((await beat({}, 'the-admin')).status).toBe(200);
    expect((await register({}, 'the-admin')).status).toBe(201);
    // The admin's help does not take it away from its writer.
    expect((await beat({}, 'writer-1')).status).toBe(200);
    expect((await register({}, 'writer-1')).status).toBe(201);
  });

  it('one that the admin registered takes no writer, until the admin gave it up', async () => {
    const { register, beat, send } = await daemonWorld();
    await register();
    expect((await beat({}, 'writer-1')).status).toBe(401);
    expect((await register({}, 'writer-1')).status).toBe(401);
    expect((await send('DELETE', `/api/daemon/${ID}`)).status).toBe(204);
    expect((await register({}, 'writer-1')).status).toBe(201);
    expect((await beat({}, 'writer-1')).status).toBe(200);
  });

  it('a key that was exchanged for another under the same id keeps its daemons', async () => {
    const { register, beat, store, clock, runtime } = await daemonWorld();
    await register({}, 'writer-1');
    const row = { id: 'id of writer-1', role: 'writer', name: 'exchanged', createdAt: clock.now() } as const;
    await store.putKey({ ...row, hash: runtime.hash('writer-1-new') });
    expect((await beat({}, 'writer-1-new')).status).toBe(200);
  });
});

describe('limits', () => {
  it('a daemon sends and registers as often as a service sends, apart from management', async () => {
    const { register, beat, send, clock } = await daemonWorld({ rateLimit: true });
    const statusesOf = async (count: number, act: () => Promise<{ status: number | undefined }>) => {
      const statuses: unknown[] = [];
      for (let i = 0; i < count; i++) statuses.push((await act()).status);
      return statuses;
    };
    expect(await statusesOf(31, () => register())).toEqual([...Array(30).fill(201), 429]);
    expect(await statusesOf(31, () => beat())).toEqual([...Array(30).fill(200), 429]);
    const limited = await beat();
    expect(limited.body).toEqual({ error: 'Too many heartbeats for one monitor: at most 60 a minute' });
    expect(limited.headers).toMatchObject({ 'retry-after': '1' });
    // No flood of calm heartbeats swallows trouble.
    expect((await beat({ status: 'unhealthy' })).status).toBe(200);
    expect((await send('POST', `/api/daemon/${ID}/pause`)).status).toBe(200);
    clock.advance(SECOND);
    expect((await register()).status).toBe(201);
  });

  it('many daemons under one key are not held up by the limits of management', async () => {
    const { register, beat } = await daemonWorld({ rateLimit: true });
    const statuses = new Set<unknown>();
    for (let i = 0; i < 200; i++) {
      statuses.add((await register({ daemonId: `d${i}` })).status);
      statuses.add((await beat({ daemonId: `d${i}` })).status);
    }
    expect(statuses).toEqual(new Set([201, 200]));
  });

  it('who may not come in is counted as elsewhere', async () => {
    const { register, beat } = await daemonWorld({ rateLimit: true });
    const of = async (count: number, key: string) => {
      const statuses: unknown[] = [];
      for (let i = 0; i < count; i++) statuses.push((await beat({}, key)).status);
      return statuses;
    };
    expect(await of(21, 'guess')).toEqual([...Array(20).fill(401), 429]);
    expect(await of(61, 'a-reader')).toEqual([...Array(60).fill(403), 429]);
    expect((await register()).status).toBe(201);
  });
});
