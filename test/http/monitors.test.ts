import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod/mini';
import * as routes from '../../contracts/monitors/routes/reads.ts';
import { pause, resume } from '../../core/monitor/lifecycle.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import { drain } from '../../core/paths/drain.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { bearer } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld, type WorldSettings } from '../support/http-world.ts';
import {
  aDaemon,
  aMonitor,
  anApplication,
  aScheduler,
  aService,
  cron,
  DAY,
  every,
  HOUR,
  MINUTE,
  SECOND,
  T0,
} from '../support/monitors.ts';
import { SILENT_LOG } from '../support/stage.ts';

const iso = (at: number) => new Date(at).toISOString();

async function aWorld(settings: WorldSettings = {}) {
  const world = await openHttpWorld({ at: T0, rateLimit: false, ...settings });
  for (const role of ['admin', 'writer', 'reader', 'beat'] as const) await world.hasKey(`the-${role}`, role);
  const ask = async (path: string, key: string | undefined = 'the-reader') => {
    const { statusCode, body } = await world.send('GET', path, key ? { headers: bearer(key) } : {});
    return { status: statusCode, text: body, body: JSON.parse(body ?? 'null') as Record<string, unknown> };
  };
  return { ...world, ask };
}

/** Signals as any dialect brings them, and what judge does with what they change. */
async function reported(world: HttpWorld, kind: Kind, id: string, signal: object, at: number): Promise<void> {
  const { store, clock } = world;
  clock.set(at);
  const ref = { kind, id };
  const heartbeat = { ref, signal: { type: 'alive', ...signal } as const, credential: { admin: true } };
  expect(
    await recordHeartbeats({ store, queue: { send: async () => 0 }, settleMs: 0 }, [heartbeat], at),
  ).toEqual(['recorded']);
  await drained(world, kind, id);
}

async function drained({ store }: HttpWorld, kind: Kind, id: string): Promise<void> {
  const monitor = (await store.read({ kind, id }))!;
  const publisher = { publish: async () => {} };
  await drain({ store, publisher, log: SILENT_LOG }, monitor);
}

const ALL = [aService(), aScheduler(), aDaemon(), anApplication()];

describe('GET /api/monitors/{kind}/{id}', () => {
  it('everything about a service that fell silent', async () => {
    const { has, ask, store } = await aWorld();
    await has({
      id: 'shop',
      key: 'right',
      status: 'down',
      reason: 'missed',
      since: T0 - HOUR,
      lastBeatAt: T0 - HOUR - 5 * MINUTE,
      lastMessage: 'ready',
      config: {
        name: 'Shop',
        description: 'Sells',
        tags: ['prod'],
        owner: { email: 'ops@example.com' },
        thresholds: { failures: 3, recoveries: 2 },
      },
      streak: { toward: 'up', count: 1 },
    });
    await store.keepGap({ from: T0 - MINUTE, to: T0 });
    expect(await ask('/api/monitors/service/shop')).toMatchObject({
      status: 200,
      body: {
        kind: 'service',
        id: 'shop',
        name: 'Shop',
        tags: ['prod'],
        status: 'down',
        reason: 'missed',
        why: `It is down: no heartbeat since ${iso(T0 - HOUR - 5 * MINUTE)} (expected by ${iso(T0 - HOUR)}). Check that it runs and reaches Heartbeat Central.`,
        since: iso(T0 - HOUR),
        lastHeartbeat: iso(T0 - HOUR - 5 * MINUTE),
        secondsSinceLastHeartbeat: 3_900,
        expectedAt: iso(T0 + 5 * MINUTE),
        uptime: { day: null, week: null, month: null },
        message: 'ready',
        createdAt: iso(T0),
        downAfter: null,
        description: 'Sells',
        owner: { email: 'ops@example.com', alertUserId: null },
        source: 'file',
        requiresKey: true,
        schedule: { type: 'interval', intervalSeconds: 300, graceSeconds: 0 },
        expectFromStart: false,
        failureThreshold: 3,
        recoveryThreshold: 2,
        maxRuntimeSeconds: null,
        runSilenceSeconds: null,
        retentionSeconds: null,
        channels: [],
        vitals: null,
        details: null,
        streak: { toward: 'up', count: 1 },
        openRuns: [],
      },
    });
  });

  it('a job with its schedule, its limits and its open runs', async () => {
    const { store, ask } = await aWorld();
    const config = { schedule: cron('30 2 * * *', 'Europe/Paris', HOUR), runLimits: { maxRuntimeMs: HOUR } };
    const runs = {
      '-': { announcedAt: T0 - MINUTE, startedAt: T0 - MINUTE, heardAt: T0 },
      second: { announcedAt: T0 },
    };
    await store.create(aScheduler({ config, runs, lastBeatAt: T0, vitals: { files: 3 } }));
    const { body } = await ask(`/api/monitors/scheduler/${aScheduler().id}`);
    expect(body).toMatchObject({
      status: 'running',
      why: 'A run is under way.',
      schedule: { type: 'cron', expression: '30 2 * * *', timezone: 'Europe/Paris', graceSeconds: 3_600 },
      maxRuntimeSeconds: 3_600,
      vitals: { files: 3 },
      downAfter: iso(T0 + 15 * MINUTE),
      openRuns: [
        {
          runId: null,
          announcedAt: iso(T0 - MINUTE),
          startedAt: iso(T0 - MINUTE),
          lastHeartbeat: iso(T0),
          mustEndBy: iso(T0 + HOUR),
          mustBeHeardBy: iso(T0 + 15 * MINUTE),
        },
        { runId: 'second', startedAt: null, lastHeartbeat: null, mustEndBy: null, mustBeHeardBy: null },
      ],
    });
  });

  it.each([
    [{}, 'It is registered. It is watched from now on.'],
    [
      {
        status: 'up',
        lastBeatAt: T0 - 2 * MINUTE,
        config: { schedule: every(MINUTE, 4 * MINUTE) },
        countFrom: 0,
      },
      `It was expected by ${iso(T0 - MINUTE)} and has until ${iso(T0 + 3 * MINUTE)}.`,
    ],
    [{ status: 'paused', reason: 'paused' }, 'It is paused. Nobody is alerted until it is resumed.'],
    [
      { status: 'down', reason: 'reported-failure', lastMessage: 'secret' },
      'It is down: it reported a failure. It was heard: this is not a silence.',
    ],
  ] as const)('%j: why', async (state, why) => {
    const { has, ask } = await aWorld();
    await has({ id: 'a', ...state });
    for (const key of ['the-reader', ''])
      expect((await ask('/api/monitors/service/a', key)).body.why).toBe(why);
  });

  it('is shown where its schedule cannot be evaluated', async () => {
    const { has, ask } = await aWorld();
    await has({ id: 'a', config: { schedule: cron('nonsense') } });
    expect(await ask('/api/monitors/service/a')).toMatchObject({
      status: 200,
      body: { downAfter: null, expectedAt: null, schedule: { expression: 'nonsense' } },
    });
  });
});

const TAILS = ['', '/beats', '/transitions', '/runs', '/uptime'];

describe('who may read what', () => {
  it.each(TAILS)('%s: unknown is 404, whatever stands in the path', async (tail) => {
    const { ask, store } = await aWorld();
    await store.create(aService({ id: 'gone', status: 'closed' }));
    for (const path of [
      'service/nobody',
      'service/gone',
      'toaster/a',
      'service/%2e%2e',
      'service/%',
      '%00/a',
      'Service/a',
    ]) {
      const answer = await ask(`/api/monitors/${path}${tail}`);
      expect([path, answer.status, answer.body]).toEqual([path, 404, { error: 'Unknown monitor' }]);
    }
  });

  it("an application's uuid to the admin alone", async () => {
    const { ask, send } = await aWorld();
    const body = { name: 'Import', expected_interval: 300 };
    const added = await send('POST', '/api/applications', { body, headers: bearer('the-admin') });
    const { uuid, monitor_id } = JSON.parse(added.body!) as Record<string, string>;
    await send('POST', `/heartbeat/${uuid}`);
    for (const tail of TAILS) {
      for (const key of ['', 'the-reader', 'the-writer']) {
        const { status, text } = await ask(`/api/monitors/application/${monitor_id}${tail}`, key);
        expect([status, text!.includes(uuid!)]).toEqual([200, false]);
      }
      expect((await ask(`/api/monitors/application/${uuid}${tail}`)).status).toBe(404);
    }
    expect((await ask(`/api/monitors/application/${monitor_id}`, 'the-admin')).body.details).toEqual({
      uuid,
    });
  });

  it('where reading is private, those with a key', async () => {
    const { ask, store } = await aWorld({ dashboardAccess: 'private' });
    await store.create(aService());
    for (const tail of TAILS) {
      const path = `/api/monitors/service/${aService().id}${tail}`;
      const statuses = ['', 'the-beat', 'the-reader', 'the-writer', 'the-admin'].map((key) => ask(path, key));
      expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 403, 200, 200, 200]);
    }
    expect((await ask('/api/monitors', '')).status).toBe(401);
  });

  it('without a key nothing that the monitors said themselves, and no owner', async () => {
    const world = await aWorld();
    const { ask, store } = world;
    const owner = { email: 'secret@example.com', alertUserId: 'secret' };
    const config = { owner, details: { word: 'secret' } };
    await store.create(aScheduler({ config }));
    const { id } = aScheduler();
    const said = { message: 'secret', metadata: { word: 'secret' }, vitals: { word: 'secret' } };
    await reported(world, 'scheduler', id, { type: 'started', ...said }, T0 + SECOND);
    await reported(world, 'scheduler', id, { type: 'failed', ...said }, T0 + 2 * SECOND);
    for (const tail of TAILS) {
      const path = `/api/monitors/scheduler/${id}${tail}`;
      expect((await ask(path, '')).text).not.toContain('secret');
      if (tail !== '/uptime') expect((await ask(path)).text).toContain('secret');
    }
    expect((await ask('/api/monitors', '')).text).not.toContain('secret');
    expect((await ask('/api/monitors')).text).toContain('secret');
  });
});

describe('GET /api/monitors', () => {
  const refs = (body: Record<string, unknown>) =>
    (body.monitors as { kind: string; id: string }[]).map(({ kind, id }) => `${kind}/${id}`);

  async function aFleet() {
    const world = await aWorld();
    for (const kind of ['service', 'scheduler', 'daemon', 'application'] as const) {
      for (const id of ['a', 'b', 'c']) {
        const status = id === 'b' ? 'down' : 'up';
        const tags = id === 'c' ? [kind] : ['all'];
        await world.store.create(
          aMonitor(kind, { id, status, lastBeatAt: T0, config: { tags, name: `${kind} ${id}` } }),
        );
      }
    }
    await world.store.create(aService({ id: 'closed', status: 'closed' }));
    return world;
  }

  it('goes by kind and id, and pages of any size are the whole', async () => {
    const { ask } = await aFleet();
    const whole = ['service', 'scheduler', 'daemon', 'application'].flatMap((kind) =>
      ['a', 'b', 'c'].map((id) => `${kind}/${id}`),
    );
    for (const key of ['the-admin', 'the-reader', '']) {
      for (const limit of [1, 2, 3, 4, 9, 12, 100]) {
        const found: string[] = [];
        let cursor: unknown = '';
        do {
          const { body } = await ask(`/api/monitors?limit=${limit}${cursor && `&cursor=${cursor}`}`, key);
          expect(refs(body).length).toBeLessThanOrEqual(limit);
          found.push(...refs(body));
          cursor = body.cursor;
        } while (cursor !== null);
        expect(found).toEqual(whole);
      }
    }
  });

  it.each([
    ['kind=daemon', ['daemon/a', 'daemon/b', 'daemon/c']],
    ['status=down', ['service/b', 'scheduler/b', 'daemon/b', 'application/b']],
    ['status=down,up&kind=service', ['service/a', 'service/b', 'service/c']],
    ['tag=daemon', ['daemon/c']],
    ['q=SERVICE', ['service/a', 'service/b', 'service/c']],
    ['q=er%20b', ['scheduler/b']],
    ['kind=all&status=down&limit=2', ['service/b', 'scheduler/b']],
    ['status=paused', []],
  ])('?%s', async (query, expected) => {
    expect(refs((await (await aFleet()).ask(`/api/monitors?${query}`)).body)).toEqual(expected);
  });

  it.each([
    ['kind=toaster', 400],
    ['kind=application', 200],
    ['status=dead', 400],
    ['limit=0', 400],
    ['cursor=x', 400],
    [`cursor=${Buffer.from('["monitors","toaster","a"]').toString('base64url')}`, 400],
    [`cursor=${Buffer.from('["services","a"]').toString('base64url')}`, 400],
    [`cursor=${Buffer.from('["monitors","application","a"]').toString('base64url')}`, 200],
    [`cursor=${Buffer.from('["monitors","daemon","gone"]').toString('base64url')}`, 200],
  ])('?%s is %i', async (query, status) => {
    expect((await (await aFleet()).ask(`/api/monitors?${query}`)).status).toBe(status);
  });
});

describe('what happened', () => {
  it('beats, transitions and runs go by time, page by page', async () => {
    const world = await aWorld();
    await world.store.create(aScheduler());
    const { id } = aScheduler();
    const at = (i: number) => T0 + i * MINUTE;
    for (let i = 0; i < 6; i += 2) {
      const type = i === 2 ? 'failed' : 'succeeded';
      await reported(world, 'scheduler', id, { type: 'started' }, at(i + 1));
      await reported(world, 'scheduler', id, { type, message: `end ${i}`, metadata: { i } }, at(i + 2));
    }
    const path = `/api/monitors/scheduler/${id}`;
    const { body: beats } = await world.ask(`${path}/beats?limit=2`);
    expect(beats).toEqual({
      kind: 'scheduler',
      id,
      beats: [
        {
          timestamp: iso(at(6)),
          type: 'succeeded',
          message: 'end 4',
          metadata: { i: 4 },
          vitals: null,
          runId: null,
          runStartedAt: iso(at(5)),
          durationSeconds: 60,
          clientTime: null,
          clientDurationSeconds: null,
        },
        expect.objectContaining({ timestamp: iso(at(5)), type: 'started', durationSeconds: null }),
      ],
      next: iso(at(5)),
    });
    const all = async (tail: string, field: string) => {
      const found: unknown[] = [];
      for (let next: unknown = ''; next !== null; ) {
        const { body } = await world.ask(`${path}/${tail}?limit=1${next && `&before=${next}`}`);
        found.push(...(body[field] as unknown[]));
        next = body.next;
      }
      return found;
    };
    expect(await all('beats', 'beats')).toHaveLength(6);
    expect(await all('runs', 'runs')).toMatchObject([
      {
        outcome: 'succeeded',
        startedAt: iso(at(5)),
        endedAt: iso(at(6)),
        durationSeconds: 60,
        message: 'end 4',
      },
      { outcome: 'failed', startedAt: iso(at(3)), message: 'end 2', metadata: { i: 2 } },
      { outcome: 'succeeded', startedAt: iso(at(1)) },
    ]);
    expect(await all('transitions', 'transitions')).toEqual([
      {
        sequence: 3,
        timestamp: iso(at(6)),
        from: 'down',
        to: 'up',
        reason: 'recovered',
        secondsBefore: 120,
        message: 'end 4',
        gap: null,
      },
      expect.objectContaining({ sequence: 2, from: 'up', to: 'down', reason: 'reported-failure' }),
      expect.objectContaining({ sequence: 1, from: 'unknown', to: 'up' }),
    ]);
  });

  it('at least the last 100 beats, of every kind', async () => {
    const world = await aWorld();
    for (const monitor of ALL) {
      await world.store.create({ ...monitor, status: 'up' });
      for (let i = 0; i < 150; i++)
        await world.store.appendBeat(monitor, { at: T0 + i * SECOND, type: 'alive' });
      const path = `/api/monitors/${monitor.kind}/${monitor.id}/beats`;
      const count = async (query: string) =>
        ((await world.ask(path + query, 'the-admin')).body.beats as unknown[]).length;
      expect([await count(''), await count('?limit=1000')]).toEqual([100, 150]);
    }
  }, 20_000);

  it.each(['limit=0', 'limit=1001', 'before=yesterday'])('?%s is 400', async (query) => {
    const { ask, store } = await aWorld();
    await store.create(aService());
    for (const tail of ['beats', 'transitions', 'runs'])
      expect((await ask(`/api/monitors/service/${aService().id}/${tail}?${query}`)).status).toBe(400);
  });
});

describe('uptime', () => {
  it('of a life with an outage, a pause and a gap of our own, in seconds, by window and by month', async () => {
    const world = await aWorld();
    const { store, clock, ask } = world;
    const born = Date.UTC(2026, 1, 27);
    await store.create(aService({ id: 'a', at: born }));
    await reported(world, 'service', 'a', {}, born + DAY);
    await reported(world, 'service', 'a', { type: 'failed' }, Date.UTC(2026, 2, 1) - HOUR);
    await reported(world, 'service', 'a', {}, Date.UTC(2026, 2, 1) + 90.5 * MINUTE);
    const change = async (move: typeof pause, at: number) => {
      await changeMonitor(world.runtime, { kind: 'service', id: 'a' }, (monitor) => move(monitor, at), at);
      await drained(world, 'service', 'a');
    };
    await change(pause, T0 - 4 * HOUR);
    await change(resume, T0 - 3 * HOUR);
    await reported(world, 'service', 'a', {}, T0 - 2 * HOUR);
    await store.keepGap({ from: T0 - HOUR - 0.5 * SECOND, to: T0 - 30 * MINUTE });
    clock.set(T0);
    const { status, body } = await ask('/api/monitors/service/a/uptime');
    const watched = { up: 24 - 1 - 1 - 0.5, down: 0 };
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'service',
      id: 'a',
      timestamp: iso(T0),
      since: iso(born),
      windows: {
        day: {
          from: iso(T0 - DAY),
          to: iso(T0),
          upSeconds: watched.up * 3_600 - 0.5,
          downSeconds: 0,
          neitherSeconds: 2.5 * 3_600 + 0.5,
          percent: 100,
          outages: 0,
        },
        week: { downSeconds: 3_600 + 90.5 * 60, outages: 1 },
        quarter: { from: iso(T0 - 90 * DAY) },
      },
      months: [
        {
          month: '2026-03',
          from: iso(Date.UTC(2026, 2, 1)),
          to: iso(T0),
          downSeconds: 90.5 * 60,
          outages: 0,
        },
        {
          month: '2026-02',
          to: iso(Date.UTC(2026, 2, 1)),
          upSeconds: 23 * 3_600,
          downSeconds: 3_600,
          neitherSeconds: 27 * 86_400,
          outages: 1,
        },
      ],
    });
    const windows = Object.values(body.windows as Record<string, Record<string, number>>);
    for (const window of windows) {
      const { from, to, upSeconds, downSeconds, neitherSeconds } = window;
      const whole = (Date.parse(String(to)) - Date.parse(String(from))) / 1_000;
      expect(upSeconds! + downSeconds! + neitherSeconds!).toBeCloseTo(whole, 6);
    }
    // What lists show is rolled up, and says the same.
    const { uptime } = (await ask('/api/monitors/service/a')).body as { uptime: object };
    expect(uptime).toEqual({
      day: windows[0]!.percent,
      week: windows[1]!.percent,
      month: windows[2]!.percent,
    });
  });

  it('of one that was never heard is nothing, and adds up all the same', async () => {
    const { store, ask } = await aWorld();
    await store.create(aService({ id: 'a' }));
    const { windows, months } = (await ask('/api/monitors/service/a/uptime')).body as {
      windows: { day: object };
      months: object[];
    };
    expect(windows.day).toMatchObject({
      upSeconds: 0,
      downSeconds: 0,
      neitherSeconds: 86_400,
      percent: null,
    });
    expect(months).toHaveLength(1);
  });

  it('counts the outage that waits to be told still', async () => {
    const world = await aWorld();
    await world.store.create(aService({ id: 'a', status: 'up', since: T0 }));
    const { store, clock, runtime } = world;
    const heartbeat = {
      ref: { kind: 'service', id: 'a' },
      signal: { type: 'failed' },
      credential: { admin: true },
    } as const;
    await recordHeartbeats(runtime, [heartbeat], clock.advance(HOUR));
    expect(await store.transitions(heartbeat.ref, { limit: 1 })).toEqual([]);
    clock.advance(HOUR);
    const { windows } = (await world.ask('/api/monitors/service/a/uptime')).body as {
      windows: { day: object };
    };
    expect(windows.day).toMatchObject({ upSeconds: 3_600, downSeconds: 3_600, outages: 1 });
  });
});

describe('the examples of the API reference', () => {
  it.each(Object.values(routes).map((route) => [route.path, route] as const))('of %s fit', (_path, route) => {
    const { schema, example } = route.responses[200]!;
    expect((schema as z.ZodMiniType).safeParse(example).error).toBeUndefined();
  });

  it('every answer fits its schema, and has every field of its example', async () => {
    const world = await aWorld();
    for (const monitor of ALL) {
      await world.store.create(monitor);
      await reported(
        world,
        monitor.kind,
        monitor.id,
        { type: 'failed', message: 'x', metadata: { a: 1 } },
        T0 + 1,
      );
    }
    for (const route of Object.values(routes)) {
      for (const { kind, id } of ALL) {
        const query = route === routes.readOccurrences ? '?schedule=30 2 * * *' : '';
        const path = route.path.replace('{kind}', kind).replace('{id}', id) + query;
        const { body } = await world.ask(path, 'the-admin');
        const { schema, example } = route.responses[200]!;
        expect([path, (schema as z.ZodMiniType).safeParse(body).error]).toEqual([path, undefined]);
        expect(Object.keys(body).sort()).toEqual(Object.keys(example as object).sort());
      }
    }
  });
});
