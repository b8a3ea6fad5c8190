import { describe, expect, it } from '@jest/globals';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { applicationWorld } from './application-world.ts';
import { manageWorld } from './manage-world.ts';

interface Page {
  readonly applications: { readonly id: string; readonly name: string }[];
  readonly cursor: string | null;
}

async function listWorld(applications: readonly object[]) {
  const world = await manageWorld();
  for (const fields of applications) {
    await world.send('POST', '/api/applications', { name: 'a', expected_interval: 60, ...fields });
  }
  const page = async (query = '') =>
    (await world.send('GET', `/api/applications?${query}`)).body as unknown as Page;
  const names = async (query: string) => (await page(query)).applications.map(({ name }) => name);
  return { ...world, page, names };
}

describe('GET /api/applications', () => {
  it('shows each as it is shown alone', async () => {
    const { send, page } = await listWorld([{ name: 'one' }]);
    const { applications, cursor } = await page();
    expect(cursor).toBeNull();
    expect(applications).toHaveLength(1);
    expect(applications[0]).toEqual((await send('GET', `/api/applications/${applications[0]!.id}`)).body);
  });

  it('in pages of any size, each once, though born in one moment, changed and removed meanwhile', async () => {
    const all = Array.from({ length: 7 }, (_, i) => ({ name: `n${i}` }));
    for (const limit of [1, 2, 3, 6, 7, 8]) {
      const { send, page, clock } = await listWorld(all.slice(0, 4));
      clock.advance(SECOND);
      for (const { name } of all.slice(4)) {
        await send('POST', '/api/applications', { name, expected_interval: 60 });
      }
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 10; pages++) {
        const { applications, cursor } = await page(`limit=${limit}${after}`);
        seen.push(...applications.map(({ name }) => name.replace(/ .*/, '')));
        const last = applications.at(-1)!;
        await send('PUT', `/api/applications/${last.id}`, { name: `${last.name} renamed` });
        await send('DELETE', `/api/applications/${applications[0]!.id}`);
        if (!cursor) break;
        after = `&cursor=${cursor}`;
      }
      expect(seen.toSorted()).toEqual(all.map(({ name }) => name));
      expect(new Set(seen.slice(0, 4))).toEqual(new Set(['n0', 'n1', 'n2', 'n3']));
    }
  }, 30_000);

  it('by status, tag and text', async () => {
    const { send, page, names, clock } = await listWorld([
      { name: 'Shop', tags: ['prod', 'eu'] },
      { name: 'Mail', tags: ['prod'], description: 'ships the SHOP letters' },
      { name: 'Paused', tags: ['shopping'] },
    ]);
    const ids = new Map((await page()).applications.map(({ name, id }) => [name, id]));
    await send('POST', `/heartbeat/${ids.get('Shop')}`);
    await send('POST', `/api/applications/${ids.get('Paused')}/pause`);
    const sorted = async (query: string) => (await names(query)).toSorted();
    expect(await sorted('tag=prod')).toEqual(['Mail', 'Shop']);
    expect(await sorted('tag=pro')).toEqual([]);
    expect(await sorted('q=shop')).toEqual(['Mail', 'Paused', 'Shop']);
    expect(await sorted('q=LETTERS')).toEqual(['Mail']);
    expect(await sorted('q=shop&tag=prod&status=up')).toEqual(['Shop']);
    expect(await sorted('status=paused')).toEqual(['Paused']);
    expect(await sorted('status=unknown')).toEqual(['Mail']);
    expect(await sorted('q=&tag=&status=up')).toEqual(['Shop']);
    clock.advance(MINUTE + 1);
    expect(await sorted('status=late')).toEqual(['Shop']);
    expect(await sorted('status=up')).toEqual([]);
  });

  it('pages through what fits only', async () => {
    const { page } = await listWorld(
      Array.from({ length: 6 }, (_, i) => ({ name: `n${i}`, tags: [i % 2 ? 'odd' : 'even'] })),
    );
    const first = await page('tag=odd&limit=2');
    const second = await page(`tag=odd&limit=2&cursor=${first.cursor}`);
    expect([first.applications.length, second.applications.length, second.cursor]).toEqual([2, 1, null]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=a', 'limit'],
    ['cursor=x', 'cursor'],
    ['status=alive', 'status'],
  ])('?%s does not fit', async (query, path) => {
    const { send } = await manageWorld();
    const { status, body } = await send('GET', `/api/applications?${query}`);
    expect([status, body.issues]).toEqual([400, [{ path, message: expect.any(String) }]]);
  });
});

describe('GET /api/applications/{id}/heartbeats', () => {
  it('newest first, with their messages', async () => {
    const { send, path, ping, uuid, clock } = await applicationWorld();
    await ping();
    clock.advance(SECOND);
    await ping('POST', { body: 'done' });
    const at = (ms: number) => new Date(T0 + ms).toISOString();
    expect(await send('GET', `${path}/heartbeats`)).toMatchObject({
      status: 200,
      body: {
        id: uuid,
        heartbeats: [
          { timestamp: at(SECOND), message: 'done' },
          { timestamp: at(0), message: null },
        ],
      },
    });
  });

  it('keeps 100 and more, 100 on a page; `before` leads on and loses none of one moment', async () => {
    const { send, path, ping, clock } = await applicationWorld();
    for (let i = 0; i < 130; i++) {
      if (i % 3) clock.advance(MINUTE);
      await ping('POST', { body: `${i}` });
    }
    const page = async (query: string) =>
      (await send('GET', `${path}/heartbeats?${query}`)).body.heartbeats as {
        timestamp: string;
        message: string;
      }[];
    expect((await page('')).length).toBeGreaterThanOrEqual(99);
    const seen: string[] = [];
    for (let before = ''; ; ) {
      const beats = await page(`limit=10${before}`);
      if (beats.length === 0) break;
      seen.push(...beats.map(({ message }) => message));
      before = `&before=${beats.at(-1)!.timestamp}`;
    }
    expect(seen.map(Number).toSorted((a, b) => b - a)).toEqual(
      Array.from({ length: 130 }, (_, i) => 129 - i),
    );
    expect(await page('limit=1000')).toHaveLength(130);
  });

  it.each(['limit=0', 'limit=1001', 'before=yesterday'])('?%s does not fit', async (query) => {
    const { send, path } = await applicationWorld();
    expect((await send('GET', `${path}/heartbeats?${query}`)).status).toBe(400);
  });

  it('of one that was never heard are none', async () => {
    const { send, path, clock } = await applicationWorld();
    clock.advance(HOUR);
    expect((await send('GET', `${path}/heartbeats`)).body).toMatchObject({ heartbeats: [] });
  });
});

it('the status shows applications by an id that speaks for nobody', async () => {
  const { world, uuid, id } = await publicWorld();
  const answers = [
    await world.send('GET', '/api/status?kind=application'),
    await world.send('GET', '/api/status?kind=all'),
  ];
  for (const { statusCode, body } of answers) {
    expect([statusCode, body]).toEqual([200, expect.stringContaining('Import')]);
    expect(body).not.toContain(uuid);
  }
  expect(answers[0]!.body).toContain(id);
  expect((await world.send('POST', `/heartbeat/${id}`)).statusCode).toBe(404);
});

/** One in which the status is read without a key. */
async function publicWorld() {
  const world = await openHttpWorld({ at: T0, dashboardAccess: 'public' });
  await world.hasKey('the-admin', 'admin');
  const body = { name: 'Import', expected_interval: 60 };
  const added = await world.send('POST', '/api/applications', { body, headers: bearer('the-admin') });
  const { uuid, monitor_id: id } = bodyOf(added) as { uuid: string; monitor_id: string };
  return { world, uuid, id };
}
