import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../support/monitors.ts';
import { daemonRef, daemonWorld, ID, REGISTRATION } from './daemon-world.ts';

const UNKNOWN = { status: 404, body: { error: 'Daemon not registered' } };

const iso = (at: number) => new Date(at).toISOString();

describe('GET /api/daemon/{daemonId}', () => {
  it('shows the daemon and how it is watched', async () => {
    const { register, beat, send, clock } = await daemonWorld();
    await register({ name: 'Mac mini', tags: ['office'] });
    const since = iso(clock.now());
    await beat({ tasksProcessed: 1, message: 'fine' });
    clock.advance(MINUTE + SECOND);
    expect((await send('GET', `/api/daemon/${ID}`)).body).toEqual({
      ...REGISTRATION,
      lastHeartbeat: since,
      status: 'healthy',
      tasksProcessed: 1,
      name: 'Mac mini',
      description: null,
      ownerEmail: null,
      tags: ['office'],
      channels: [],
      state: 'late',
      reason: 'heartbeat',
      since,
      stale: true,
      message: 'fine',
      expectedInterval: null,
      stalenessThreshold: 60,
      retention_seconds: 604_800,
      failureThreshold: 1,
      recoveryThreshold: 1,
      figures: { since, heartbeats: 2, tasksPerMinute: null, avgResponseTimeMs: null, errorRate: null },
    });
  });

  it('its figures are those of the last hour of this life', async () => {
    const { register, beat, send, clock } = await daemonWorld();
    const figures = async () => (await send('GET', `/api/daemon/${ID}`)).body.figures;
    await register();
    await beat({ tasksProcessed: 1_000_000, metadata: { errorRate: 1 } });
    await send('DELETE', `/api/daemon/${ID}`);
    clock.advance(SECOND);
    await register({ stalenessThreshold: 3 * 3_600 });
    for (const [tasksProcessed, avgResponseTimeMs] of [
      [100, 10],
      [130, 20],
      [10, 60],
    ]) {
      clock.advance(30 * SECOND);
      await beat({ tasksProcessed, metadata: { avgResponseTimeMs, errorRate: 0.5 } });
    }
    // 30 tasks, then 10 after it began anew, within a minute.
    expect(await figures()).toMatchObject({
      heartbeats: 4,
      tasksPerMinute: 40,
      avgResponseTimeMs: 30,
      errorRate: 0.5,
    });
    clock.advance(HOUR);
    expect(await figures()).toMatchObject({ heartbeats: 1, tasksPerMinute: null, avgResponseTimeMs: 60 });
    clock.advance(1);
    expect(await figures()).toEqual({
      since: null,
      heartbeats: 0,
      tasksPerMinute: null,
      avgResponseTimeMs: null,
      errorRate: null,
    });
  });

  it.each(['nobody', '%', '%00', '..', 'a%20b', 'x'.repeat(200)])('%j is none', async (id) => {
    const { send } = await daemonWorld();
    for (const path of [`/api/daemon/${id}`, `/api/daemon/${id}/heartbeats`])
      expect(await send('GET', path)).toMatchObject(UNKNOWN);
  });
});

describe('GET /api/daemon/{daemonId}/heartbeats', () => {
  async function worldOf(count: number) {
    const world = await daemonWorld();
    await world.register();
    for (let i = 1; i <= count; i++) {
      world.clock.advance(30 * SECOND);
      await world.beat({ tasksProcessed: i * i });
    }
    const read = async (query = '') => {
      const { body } = await world.send('GET', `/api/daemon/${ID}/heartbeats${query}`);
      return body.heartbeats as { timestamp: string; tasksProcessed: number; tasksPerMinute: number }[];
    };
    return { ...world, read };
  }

  it('newest first, each with all that it said', async () => {
    const { beat, read, clock } = await worldOf(1);
    clock.advance(15 * SECOND);
    const lastHeartbeat = 'by my clock';
    const metadata = { avgResponseTimeMs: 5, errorRate: 0.1, host: 'mini' };
    await beat({
      status: 'degraded',
      tasksProcessed: 3,
      currentTask: 'e',
      message: 'm',
      metadata,
      lastHeartbeat,
    });
    const nothing = {
      currentTask: null,
      avgResponseTimeMs: null,
      errorRate: null,
      message: null,
      metadata: null,
    };
    expect(await read()).toEqual([
      {
        timestamp: iso(clock.now()),
        status: 'degraded',
        tasksProcessed: 3,
        tasksPerMinute: 8,
        currentTask: 'e',
        avgResponseTimeMs: 5,
        errorRate: 0.1,
        message: 'm',
        metadata,
        sentAt: lastHeartbeat,
      },
      {
        ...nothing,
        timestamp: iso(clock.now() - 15 * SECOND),
        status: 'healthy',
        tasksProcessed: 1,
        tasksPerMinute: null,
        sentAt: null,
      },
      {
        ...nothing,
        timestamp: iso(clock.now() - 45 * SECOND),
        status: 'healthy',
        tasksProcessed: null,
        tasksPerMinute: null,
        sentAt: REGISTRATION.registeredAt,
      },
    ]);
  });

  it('pages by time, and a page says the same of a heartbeat as any other', async () => {
    const { read } = await worldOf(7);
    const all = await read();
    expect(all).toHaveLength(8);
    const paged: unknown[] = [];
    for (let query = '?limit=3'; ; ) {
      const page = await read(query);
      if (page.length === 0) break;
      paged.push(...page);
      query = `?limit=3&before=${page.at(-1)!.timestamp}`;
    }
    expect(paged).toEqual(all);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'before=yesterday'])('refuses %s', async (query) => {
    const { send, register } = await daemonWorld();
    await register();
    expect((await send('GET', `/api/daemon/${ID}/heartbeats?${query}`)).status).toBe(400);
  });
});

describe('an end, and a pause', () => {
  it('DELETE ends the watch: unknown from then on, until it registers anew', async () => {
    const { register, beat, send, store } = await daemonWorld();
    await register();
    expect(await send('DELETE', `/api/daemon/${ID}`)).toMatchObject({ status: 204, body: null });
    expect(await beat()).toMatchObject(UNKNOWN);
    for (const [method, path] of [
      ['DELETE', ''],
      ['GET', ''],
      ['GET', '/heartbeats'],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['PUT', ''],
    ])
      expect(await send(method!, `/api/daemon/${ID}${path}`, {})).toMatchObject(UNKNOWN);
    const { born } = (await store.read(daemonRef(ID)))!;
    expect((await register()).status).toBe(201);
    expect((await beat()).status).toBe(200);
    expect((await store.read(daemonRef(ID)))!.born).toBeGreaterThan(born);
  });

  it('pause and resume answer with the daemon as it is watched then', async () => {
    const { register, beat, send, clock } = await daemonWorld();
    await register();
    const paused = await send('POST', `/api/daemon/${ID}/pause`);
    expect(paused).toMatchObject({ status: 200, body: { daemonId: ID, state: 'paused', reason: 'paused' } });
    expect((await beat({ status: 'unhealthy' })).status).toBe(200);
    clock.advance(HOUR);
    const resumed = await send('POST', `/api/daemon/${ID}/resume`);
    expect(resumed).toMatchObject({
      status: 200,
      body: { status: 'unhealthy', state: 'unknown', stale: false },
    });
    expect((await beat({ status: 'unhealthy' })).status).toBe(200);
    expect((await send('GET', `/api/daemon/${ID}`)).body).toMatchObject({ state: 'down' });
  });

  it.each([
    ['PATCH', '/api/daemon/register', 'POST, GET, HEAD, PUT, DELETE'],
    ['POST', '/api/daemon/health', 'GET, HEAD, PUT, DELETE'],
    ['POST', `/api/daemon/${ID}`, 'GET, HEAD, PUT, DELETE'],
    ['GET', '/api/daemon', 'POST'],
    ['GET', `/api/daemon/${ID}/pause`, 'POST'],
  ])('%s %s is answered 405', async (method, path, allow) => {
    const { send } = await daemonWorld();
    expect(await send(method, path)).toMatchObject({ status: 405, headers: { allow } });
  });
});
