import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bearer, bodyOf } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../support/http-world.ts';
import { aScheduler, DAY, HOUR, MINUTE, type MonitorOverrides, SECOND, T0 } from '../support/monitors.ts';

interface Row {
  readonly serviceId: string;
  readonly status: string;
}

interface List {
  readonly summary: Record<string, number>;
  readonly services: Row[];
  readonly total: number;
  readonly cursor: string | null;
}

const open = () => openHttpWorld({ at: T0, rateLimit: false });

async function get({ send }: HttpWorld, target: string, headers: Record<string, string> = {}): Promise<List> {
  const answer = await send('GET', target, { headers });
  expect([target, answer.statusCode]).toEqual([target, 200]);
  return bodyOf(answer) as List;
}

/** What a list shows, from its first page to its last. */
async function pages(world: HttpWorld, target: string, between: () => Promise<unknown> = async () => {}) {
  const found: string[][] = [];
  let cursor: string | null = '';
  do {
    const list: List = await get(world, `${target}${cursor && `&cursor=${cursor}`}`);
    found.push(list.services.map(({ serviceId }) => serviceId));
    cursor = list.cursor;
    await between();
    world.clock.advance(SECOND);
  } while (cursor !== null);
  return found;
}

const up = { status: 'up', reason: 'heartbeat', lastBeatAt: T0 } as const;

/** Services in several states, with tags and words to look for. */
async function aFleet() {
  const world = await open();
  const services: readonly (MonitorOverrides & { readonly id: string })[] = [
    { id: 'shop-web', ...up, config: { name: 'The Shop', tags: ['prod', 'web'] } },
    { id: 'shop-db', ...up, status: 'down', since: T0 - HOUR, config: { name: 'Database', tags: ['prod'] } },
    {
      id: 'blog',
      ...up,
      status: 'degraded',
      config: { name: 'Blog', tags: ['web'], description: 'Of the SHOP' },
    },
    { id: 'new', config: { name: 'New', tags: [] } },
    { id: 'off', status: 'paused', config: { name: 'Off', tags: ['prod', 'old shop'] } },
  ];
  for (const service of services) await world.has(service);
  return world;
}

const idsOf = ({ services }: List): string[] => services.map(({ serviceId }) => serviceId);

describe.each(['/api/status', '/api/services'])('%s', (path) => {
  it.each([
    ['', ['blog', 'new', 'off', 'shop-db', 'shop-web']],
    ['?status=down', ['shop-db']],
    ['?status=down,degraded', ['blog', 'shop-db']],
    ['?status=down&status=up', ['shop-db', 'shop-web']],
    ['?status=down,%20paused', ['off', 'shop-db']],
    ['?tag=prod', ['off', 'shop-db', 'shop-web']],
    ['?tag=PROD', []],
    ['?tag=pro', []],
    ['?q=shop', ['blog', 'off', 'shop-db', 'shop-web']],
    ['?q=SHOP-', ['shop-db', 'shop-web']],
    ['?q=%20', ['blog', 'off', 'shop-web']],
    ['?q=shop&tag=prod&status=up,down', ['shop-db', 'shop-web']],
    ['?q=nothing%20of%20it', []],
    ['?status=&tag=&q=', ['blog', 'new', 'off', 'shop-db', 'shop-web']],
  ])('%s', async (query, ids) => {
    const parts = query.replace('status=down&status=up', 'status=down,status=up').replace(',status=', ',');
    expect(idsOf(await get(await aFleet(), path + parts)).sort()).toEqual(ids);
  });

  it.each([
    ['status=closed', 'status'],
    ['status=up,', 'status'],
    ['status=Down', 'status'],
    [`tag=${'x'.repeat(65)}`, 'tag'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=%00', 'cursor'],
    [`cursor=${Buffer.from('["other","a"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["status","gone",0,"service","a"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["services",7]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('["services"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('null').toString('base64url')}`, 'cursor'],
  ])('?%s is 400 and says what does not fit', async (query, field) => {
    const answer = await (await open()).send('GET', `${path}?${query}`);
    const { error, issues } = bodyOf(answer) as { error: string; issues: { path: string }[] };
    expect([answer.statusCode, issues.map(({ path }) => path)]).toEqual([400, [field]]);
    expect(error).toMatch(new RegExp(`^${field} `));
  });

  it('unknown parameters are nothing to it', async () => {
    expect(idsOf(await get(await aFleet(), `${path}?page=7&sort=name`))).toHaveLength(5);
  });

  it('pages of any size are the whole list, each once', async () => {
    const world = await aFleet();
    const whole = idsOf(await get(world, path));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (limit) => {
        const found = await pages(world, `${path}?limit=${limit}`);
        expect(found.flat()).toEqual(whole);
        expect(found).toHaveLength(Math.max(1, Math.ceil(whole.length / limit)));
      }),
      { numRuns: 6 },
    );
    expect((await pages(world, `${path}?limit=1&tag=prod`)).flat().sort()).toEqual([
      'off',
      'shop-db',
      'shop-web',
    ]);
  });

  it('what comes and goes between two pages moves no other', async () => {
    const world = await aFleet();
    await world.hasKey('the-admin', 'admin');
    const headers = bearer('the-admin');
    let turn = 0;
    const found = await pages(world, `${path}?limit=2`, async () => {
      turn += 1;
      if (turn === 1) {
        await world.send('DELETE', '/api/services/new', { headers });
        await world.send('POST', '/api/services', { headers, body: { serviceId: 'aaa' } });
      }
    });
    const others = ['blog', 'off', 'shop-db', 'shop-web'];
    expect(
      found
        .flat()
        .filter((id) => others.includes(id))
        .sort(),
    ).toEqual(others);
  });
});

it('the summary counts what kind, tag and words leave, whatever the status and the page', async () => {
  const world = await aFleet();
  const counts = async (query: string) => (await get(world, `/api/status${query}`)).summary;
  const all = { total: 5, up: 1, degraded: 1, late: 0, down: 1, unknown: 1, paused: 1 };
  expect(await counts('')).toEqual(all);
  expect(await counts('?status=down&limit=1')).toEqual(all);
  expect(await counts('?tag=web')).toEqual({ ...all, total: 2, down: 0, unknown: 0, paused: 0 });
});

it('/api/services says how many there are in all', async () => {
  const world = await aFleet();
  expect(await get(world, '/api/services?limit=1&tag=prod')).toMatchObject({ total: 3, services: [{}] });
  expect(await get(world, '/api/services')).toMatchObject({ total: 5, cursor: null });
});

it('the owner is not searched: who sees no owner must not find it out', async () => {
  const world = await open();
  await world.has({ id: 'a', config: { owner: { email: 'ops@example.com' } } });
  expect(idsOf(await get(world, '/api/services?q=ops@'))).toEqual([]);
});

it("an application's uuid, with which anybody could speak for it, is in no list", async () => {
  const world = await open();
  await world.hasKey('the-admin', 'admin');
  const headers = bearer('the-admin');
  const body = { name: 'Import', expected_interval: 300 };
  const { uuid, monitor_id } = bodyOf(await world.send('POST', '/api/applications', { body, headers })) as {
    uuid: string;
    monitor_id: string;
  };
  for (const target of ['/api/status?kind=all', '/api/status?kind=application', '/api/monitors']) {
    for (const parts of [{}, { headers }]) {
      const answer = await world.send('GET', target, parts);
      expect([target, answer.statusCode, answer.body!.includes(monitor_id)]).toEqual([target, 200, true]);
      expect(answer.body).not.toContain(uuid);
    }
  }
  expect(idsOf(await get(world, `/api/status?kind=all&q=${uuid}`))).toEqual([]);
});

describe('an ETag', () => {
  const ask = async (
    world: HttpWorld,
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ) => {
    const { statusCode, headers: sent, body } = await world.send(method, path, { headers });
    return { status: statusCode, etag: String(sent?.etag), headers: sent, body };
  };

  it.each([
    '/api/status',
    '/api/services',
    '/api/status?kind=all',
    '/api/status?limit=1',
    '/api/services?q=a',
  ])('of %s stays while nothing changes, though time goes on, and 304 has no body', async (path) => {
    const world = await open();
    await world.has({ id: 'a', ...up });
    const first = await ask(world, path);
    expect([first.status, first.etag]).toEqual([200, expect.stringMatching(/^W\/"[\w-]{22}"$/)]);
    world.clock.advance(90 * SECOND);
    const again = await ask(world, path);
    expect(again.etag).toBe(first.etag);
    const known = await ask(world, path, { 'if-none-match': first.etag });
    expect([known.status, known.body]).toEqual([304, undefined]);
    expect(known.headers).toEqual({
      etag: first.etag,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
    expect((await ask(world, path, { 'If-None-Match': first.etag }, 'HEAD')).status).toBe(304);
  });

  it.each([
    ['*', 304],
    ['"TAG"', 304],
    ['W/"TAG"', 304],
    ['"other", W/"TAG"', 304],
    ['"other",  "TAG" ,W/"third"', 304],
    ['"a, b","TAG"', 304],
    ['"other"', 200],
    ['TAG', 200],
    ['"TAG', 200],
    ['', 200],
    ['"*"', 200],
  ])('If-None-Match: %s is answered %i', async (header, status) => {
    const world = await open();
    const opaque = (await ask(world, '/api/status')).etag.slice(3, -1);
    const known = await ask(world, '/api/status', { 'if-none-match': header.replace('TAG', opaque) });
    expect(known.status).toBe(status);
  });

  it('changes with each thing that is shown', async () => {
    const world = await open();
    await world.has({ id: 'a', ...up, countFrom: T0, config: { source: 'api' } });
    await world.hasKey('the-admin', 'admin');
    const headers = bearer('the-admin');
    let before = '';
    const changes = async (change: () => Promise<unknown>) => {
      await change();
      world.clock.advance(SECOND);
      const { etag } = await ask(world, '/api/status', headers);
      expect(etag).not.toBe(before);
      before = etag;
    };
    const beat = (report: object = {}) =>
      world.send('POST', '/api/heartbeat', { body: { serviceId: 'a', ...report }, headers });
    await changes(async () => {});
    await changes(() => beat());
    await changes(() => beat({ message: 'well' }));
    await changes(() => beat({ status: 'degraded' }));
    await changes(() => world.send('PUT', '/api/services/a', { headers, body: { name: 'B' } }));
    await changes(() => world.send('PUT', '/api/services/a', { headers, body: { expectedInterval: 60 } }));
    // Late is shown, though nothing was written.
    await changes(async () => world.clock.advance(MINUTE));
    await changes(() => world.has({ id: 'b', config: { source: 'api' } }));
    await changes(() => world.send('DELETE', '/api/services/b', { headers }));
  });

  it('changes with the uptime in it, and no sooner', async () => {
    const world = await open();
    await world.has({ id: 'a', ...up });
    const change = { kind: 'service', id: 'a', born: T0, reason: 'recovered', name: 'a', tags: [] } as const;
    const at = T0 - HOUR;
    await world.store.countUptime({
      ...change,
      sequence: 1,
      from: 'down',
      to: 'up',
      at,
      fromSince: T0 - 30 * DAY,
    });
    const first = await ask(world, '/api/status');
    world.clock.advance(SECOND);
    const day = (body: string | undefined) =>
      (JSON.parse(body!) as { services: { uptime: object }[] }).services[0]!.uptime;
    const second = await ask(world, '/api/status');
    expect(second.etag === first.etag).toBe(
      JSON.stringify(day(first.body)) === JSON.stringify(day(second.body)),
    );
    world.clock.advance(MINUTE);
    const third = await ask(world, '/api/status');
    expect(day(third.body)).not.toEqual(day(first.body));
    expect(third.etag).not.toBe(first.etag);
  });

  it('of one reader is not that of another who sees more', async () => {
    const world = await open();
    await world.has({ id: 'a', ...up, lastMessage: 'secret', config: { owner: { email: 'x@y' } } });
    await world.hasKey('the-reader', 'reader');
    for (const path of ['/api/status', '/api/services']) {
      const { etag } = await ask(world, path);
      expect((await ask(world, path, { ...bearer('the-reader'), 'if-none-match': etag })).status).toBe(200);
    }
  });

  it('is on no error, and on nothing else that an If-None-Match could hide', async () => {
    const world = await open();
    const any = { 'if-none-match': '*' };
    expect((await ask(world, '/api/status?limit=0', any)).status).toBe(400);
    expect((await ask(world, '/health', any)).status).toBe(200);
    expect((await ask(world, '/api/logs?serviceId=x', any)).status).toBe(404);
  });
});

it('lists of time say where they go on', async () => {
  const world = await open();
  await world.has({ id: 'a' });
  for (let i = 0; i < 5; i++) {
    await world.store.putSummary({ at: T0 + i, counts: { total: i } });
    await world.store.appendBeat({ kind: 'service', id: 'a' }, { at: T0 + i, type: 'alive' });
  }
  for (const [target, field] of [
    ['/api/status/history?limit=2', 'history'],
    ['/api/logs?serviceId=a&limit=2', 'logs'],
  ] as const) {
    const times: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const answer = await world.send('GET', `${target}${next && `&before=${next}`}`);
      const body = bodyOf(answer) as Record<string, unknown>;
      times.push(...(body[field] as { timestamp: string }[]).map(({ timestamp }) => timestamp));
      next = body.next as string | null;
    }
    expect(times).toEqual([4, 3, 2, 1, 0].map((i) => new Date(T0 + i).toISOString()));
  }
});

it('schedulers have a place among all kinds', async () => {
  const world = await open();
  await world.store.create(aScheduler());
  expect(idsOf(await get(world, '/api/status?kind=all&status=unknown'))).toEqual([aScheduler().id]);
});
