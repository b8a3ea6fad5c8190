import { describe, expect, it } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import { bearer } from '../support/http-event.ts';
import type { WorldSettings } from '../support/http-world.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { manageWorld } from './manage-world.ts';

const iso = (at: number) => new Date(at).toISOString();

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly key: string;
  readonly expires: string | null;
  readonly last_used: string | null;
  readonly retiring: readonly { readonly expires: string | null }[];
}

async function world(settings: WorldSettings = {}) {
  const world = await manageWorld(settings);
  const { send } = world;
  const issue = async (name: string, role: string, more: object = {}) =>
    (await send('POST', '/api/v1/keys', { name, role, ...more })).body as unknown as Shown;
  const list = async (query = '') =>
    (await send('GET', `/api/v1/keys${query}`)).body as unknown as {
      keys: Shown[];
      total: number;
      cursor: string | null;
    };
  const mayRead = async (key: string) =>
    (await world.send('GET', '/api/services/nobody', undefined, { headers: bearer(key) })).status === 404;
  return { ...world, issue, list, mayRead };
}

const privateWorld = () => world({ dashboardAccess: 'private' });

describe('issuing a key', () => {
  it('shows it once, and stores no more than its hash', async () => {
    const { send, store, list } = await world();
    const answer = await send('POST', '/api/v1/keys', { name: 'Nightly jobs', role: 'writer' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^key-[0-9a-f]{12}$/),
      name: 'Nightly jobs',
      role: 'writer',
      created: iso(T0),
      last_used: null,
      expires: null,
      retiring: [],
      key: 'new-key-1',
    });
    expect(answer.headers?.location).toBe(`/api/v1/keys/${answer.body.id}`);
    const { key, ...shown } = answer.body;
    const listed = await list('?q=nightly');
    expect(listed).toEqual({ keys: [shown], total: 1, cursor: null });
    expect(JSON.stringify(await list())).not.toContain(hashKey('new-key-1').slice(0, 12));
    expect(await store.keyByHash(hashKey(String(key)))).toMatchObject({ id: answer.body.id });
    expect(JSON.stringify(await store.listKeys())).not.toContain(String(key));
  });

  it.each([
    ['admin', [200, 201, 200]],
    ['writer', [200, 403, 200]],
    ['reader', [200, 403, 401]],
  ] as const)('as %s entitles to what the role says', async (role, [read, add, beat]) => {
    const w = await privateWorld();
    await w.has({ id: 'a', key: 'right' });
    const { key, id } = await w.issue('k', role);
    // Whom a monitor lets in is said by the monitor: it names the writer's key.
    if (role === 'writer') {
      const { last: _none, ...monitor } = (await w.store.read({ kind: 'service', id: 'a' }))!;
      await w.store.change(monitor, { ...monitor, keyId: id });
    }
    const headers = bearer(key);
    expect([
      (await w.send('GET', '/api/status', undefined, { headers })).status,
      (await w.send('POST', '/api/services', { serviceId: 'b' }, { headers })).status,
      await w.beat('a', key),
    ]).toEqual([read, add, beat]);
  });

  it('for some days ends with them', async () => {
    const w = await privateWorld();
    const { key, id, expires } = await w.issue('Wall screen', 'reader', { expires_in_days: 90 });
    expect(expires).toBe(iso(T0 + 90 * DAY));
    w.clock.set(T0 + 90 * DAY - 1);
    expect(await w.mayRead(key)).toBe(true);
    w.clock.advance(1);
    expect(await w.mayRead(key)).toBe(false);
    expect((await w.list()).keys).toContainEqual(expect.objectContaining({ id, expires }));
  });

  it.each([
    [{}, 'name is required'],
    [{ name: '', role: 'reader' }, 'name must not be empty'],
    [{ name: 'x'.repeat(201), role: 'reader' }, 'name must have at most 200 characters'],
    [{ name: 'k' }, 'role is required'],
    [{ name: 'k', role: 'beat' }, 'role must be admin, writer or reader'],
    [{ name: 'k', role: 'canary' }, 'role must be admin, writer or reader'],
    [
      { name: 'k', role: 'reader', expires_in_days: 0 },
      'expires_in_days must be a whole number from 1 to 3,650',
    ],
    [
      { name: 'k', role: 'reader', expires_in_days: 1.5 },
      'expires_in_days must be a whole number from 1 to 3,650',
    ],
    [
      { name: 'k', role: 'reader', expires_in_days: '9' },
      'expires_in_days must be a whole number from 1 to 3,650',
    ],
  ])('%j is 400', async (body, sentence) => {
    const { send, store } = await world();
    const answer = await send('POST', '/api/v1/keys', body);
    expect([answer.status, answer.body.error]).toEqual([400, sentence]);
    expect(await store.listKeys()).toHaveLength(1);
  });

  it('null for an optional field means absent', async () => {
    const { send } = await world();
    const answer = await send('POST', '/api/v1/keys', { name: 'k', role: 'reader', expires_in_days: null });
    expect([answer.status, answer.body.expires]).toEqual([201, null]);
  });
});

it.each([
  ['POST', '/api/v1/keys'],
  ['GET', '/api/v1/keys'],
  ['GET', '/api/v1/keys/k'],
  ['DELETE', '/api/v1/keys/k'],
  ['POST', '/api/v1/keys/k/rotate'],
])('%s %s is the admin’s alone', async (method, path) => {
  const w = await world();
  for (const role of ['writer', 'reader', 'beat'] as const) {
    await w.hasKey(`the-${role}`, role);
    const answer = await w.send(method, path, {}, { headers: bearer(`the-${role}`) });
    expect([answer.status, answer.body]).toEqual([
      403,
      { error: 'This API key does not have the right to do that' },
    ]);
  }
  expect((await w.send(method, path, {}, { headers: {} })).status).toBe(401);
});

describe('the list', () => {
  it('goes by name, with the keys of services and without those that are our own affair', async () => {
    const w = await world();
    await w.hasKey('zebra', 'canary');
    await w.has({ id: 'a', key: 'of-a' });
    await w.issue('b', 'reader');
    await w.issue('a', 'writer');
    const names = async (query = '') => (await w.list(query)).keys.map(({ name, role }) => `${name} ${role}`);
    expect(await names()).toEqual(['a writer', 'b reader', 'of-a beat', 'the-admin admin']);
    expect(await names('?role=beat')).toEqual(['of-a beat']);
    expect(await names('?q=THE-')).toEqual(['the-admin admin']);
    expect((await w.send('GET', '/api/v1/keys/id%20of%20zebra')).status).toBe(404);
    expect((await w.send('GET', '/api/v1/keys?role=canary')).status).toBe(400);
  });

  it('pages, and a page does not move when keys come or go', async () => {
    const w = await world();
    for (const name of ['a', 'c', 'c', 'e']) await w.issue(name, 'reader');
    const first = await w.list('?limit=2&role=reader');
    expect([first.keys.map(({ name }) => name), first.total]).toEqual([['a', 'c'], 4]);
    await w.issue('b', 'reader');
    await w.send('DELETE', `/api/v1/keys/${first.keys[1]!.id}`);
    const second = await w.list(`?limit=2&role=reader&cursor=${first.cursor}`);
    expect([second.keys.map(({ name }) => name), second.cursor]).toEqual([['c', 'e'], null]);
  });

  it.each(['x', 'W10', Buffer.from('["keys",1,2]').toString('base64url'), 'x'.repeat(2_000)])(
    'cursor %j is 400',
    async (cursor) => {
      const answer = await (await world()).send('GET', `/api/v1/keys?cursor=${cursor}`);
      expect([answer.status, (answer.body.issues as { path: string }[])[0]!.path]).toEqual([400, 'cursor']);
    },
  );

  it('says when a key was used last, to the hour', async () => {
    const w = await privateWorld();
    const { key, id } = await w.issue('k', 'reader');
    const lastUsed = async () => {
      // The note of it holds up nobody: it is written once what was queued after it is.
      await w.store.markSweep(T0);
      return ((await w.send('GET', `/api/v1/keys/${id}`)).body as unknown as Shown).last_used;
    };
    expect(await lastUsed()).toBeNull();
    w.clock.advance(MINUTE);
    await w.mayRead(key);
    expect(await lastUsed()).toBe(iso(T0 + MINUTE));
    w.clock.advance(HOUR - 1);
    await w.mayRead(key);
    expect(await lastUsed()).toBe(iso(T0 + MINUTE));
    w.clock.advance(1);
    await w.mayRead(key);
    expect(await lastUsed()).toBe(iso(T0 + MINUTE + HOUR));
  });
});

describe('revoking a key', () => {
  it('holds at once in this process', async () => {
    const w = await privateWorld();
    const { key, id } = await w.issue('k', 'reader');
    expect(await w.mayRead(key)).toBe(true);
    const answer = await w.send('DELETE', `/api/v1/keys/${id}`);
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect(await w.mayRead(key)).toBe(false);
    expect((await w.send('DELETE', `/api/v1/keys/${id}`)).status).toBe(404);
    expect((await w.list('?role=reader')).keys).toEqual([]);
  });

  it('holds also where the key was being looked up', async () => {
    const w = await privateWorld();
    const { key, id } = await w.issue('k', 'reader');
    const keyByHash = w.store.keyByHash.bind(w.store);
    w.store.keyByHash = async (hash) => {
      const row = await keyByHash(hash);
      w.store.keyByHash = keyByHash;
      await w.send('DELETE', `/api/v1/keys/${id}`);
      return row;
    };
    await w.mayRead(key);
    expect(await w.mayRead(key)).toBe(false);
  });

  it("of the settings is refused: it is the operator's", async () => {
    const w = await world();
    await w.store.putKey({
      hash: hashKey('own'),
      id: 'admin',
      role: 'admin',
      name: 'Admin key',
      createdAt: T0,
    });
    for (const [method, path] of [
      ['DELETE', '/api/v1/keys/admin'],
      ['POST', '/api/v1/keys/admin/rotate'],
    ] as const) {
      const answer = await w.send(method, path);
      expect([answer.status, answer.body.error]).toEqual([
        409,
        expect.stringContaining('the key from the settings of Heartbeat Central'),
      ]);
    }
    expect(await w.store.keyByHash(hashKey('own'))).toBeDefined();
  });

  it('is refused for the last admin key, expired ones not counted', async () => {
    const w = await world();
    const only = (await w.list('?role=admin')).keys[0]!.id;
    const revoke = () => w.send('DELETE', `/api/v1/keys/${encodeURIComponent(only)}`);
    await w.issue('for a day', 'admin', { expires_in_days: 1 });
    w.clock.advance(DAY);
    const answer = await revoke();
    expect([answer.status, answer.body]).toEqual([
      409,
      { error: 'This is the last admin key: issue another one first' },
    ]);
    const { key } = await w.issue('another', 'admin');
    expect((await revoke()).status).toBe(204);
    expect((await w.send('GET', '/api/v1/keys', undefined, { headers: bearer(key) })).status).toBe(200);
  });

  it('is refused for a key of services.json, and for no other service key', async () => {
    const w = await world();
    await w.has({ id: 'a', key: 'of-the-file', config: { source: 'file' } });
    await w.has({ id: 'b', key: 'of-the-api', config: { source: 'api' } });
    const change = async (method: string, id: string, action = '') =>
      (await w.send(method, `/api/v1/keys/${encodeURIComponent(id)}${action}`)).status;
    expect(await change('DELETE', 'id of of-the-file')).toBe(409);
    expect(await change('POST', 'id of of-the-file', '/rotate')).toBe(409);
    expect(await w.beat('a', 'of-the-file')).toBe(200);
    expect(await change('DELETE', 'id of of-the-api')).toBe(204);
    expect(await w.beat('b', 'of-the-api')).toBe(401);
  });

  it.each(['nobody', '%', '%2e%2e', 'x'.repeat(300), 'id%20of%20'])('%s is 404', async (id) => {
    const w = await world();
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/rotate'],
    ] as const) {
      const answer = await w.send(method, `/api/v1/keys/${id}${path}`);
      expect([answer.status, answer.body]).toEqual([404, { error: 'Unknown key' }]);
    }
  });
});

describe('rotating a key', () => {
  it('makes a new one; the old one is good until the overlap is over, and monitors keep naming the id', async () => {
    const w = await privateWorld();
    const issued = await w.issue('k', 'writer');
    await w.has({ id: 'a', keyId: issued.id });
    w.clock.advance(HOUR);
    const answer = await w.send('POST', `/api/v1/keys/${issued.id}/rotate`, { overlap_seconds: 600 });
    const rotated = answer.body as unknown as Shown;
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: issued.id,
        name: 'k',
        role: 'writer',
        created: iso(T0 + HOUR),
        expires: null,
        retiring: [{ created: iso(T0), expires: iso(T0 + HOUR + 10 * MINUTE) }],
      },
    });
    expect(rotated.key).not.toBe(issued.key);
    expect([await w.beat('a', issued.key), await w.beat('a', rotated.key)]).toEqual([200, 200]);
    w.clock.advance(10 * MINUTE - 1);
    expect(await w.beat('a', issued.key)).toBe(200);
    w.clock.advance(SECOND);
    expect([await w.beat('a', issued.key), await w.beat('a', rotated.key)]).toEqual([401, 200]);
    expect((await w.list('?role=writer')).keys).toMatchObject([{ id: issued.id, retiring: [] }]);
  });

  it('overlaps by a day unless told otherwise, also without a body', async () => {
    const w = await world();
    const { id } = await w.issue('k', 'reader');
    const { body } = await w.send('POST', `/api/v1/keys/${id}/rotate`);
    expect((body as unknown as Shown).retiring).toMatchObject([{ expires: iso(T0 + DAY) }]);
  });

  it('without an overlap ends the old ones at once', async () => {
    const w = await privateWorld();
    const { id, key } = await w.issue('k', 'reader');
    const second = await w.send('POST', `/api/v1/keys/${id}/rotate`);
    const third = await w.send('POST', `/api/v1/keys/${id}/rotate`, { overlap_seconds: 0 });
    expect((third.body as unknown as Shown).retiring).toEqual([]);
    const keys = [key, second.body.key, third.body.key] as string[];
    expect(await Promise.all(keys.map(w.mayRead))).toEqual([false, false, true]);
    expect((await w.store.listKeys()).filter((row) => row.id === id)).toHaveLength(1);
  });

  it('never makes an older key last longer, and gives one with an end its time anew', async () => {
    const w = await world();
    const { id } = await w.issue('k', 'reader', { expires_in_days: 10 });
    w.clock.advance(9 * DAY);
    await w.send('POST', `/api/v1/keys/${id}/rotate`, { overlap_seconds: 30 * 86_400 });
    w.clock.advance(HOUR);
    const { body } = await w.send('POST', `/api/v1/keys/${id}/rotate`, { overlap_seconds: 60 });
    expect(body).toMatchObject({
      expires: iso(T0 + 19 * DAY + HOUR),
      retiring: [
        { created: iso(T0 + 9 * DAY), expires: iso(T0 + 9 * DAY + HOUR + MINUTE) },
        { created: iso(T0), expires: iso(T0 + 9 * DAY + HOUR + MINUTE) },
      ],
    });
  });

  it('does not bring back a key that is revoked in the same moment', async () => {
    const w = await privateWorld();
    const { id, key } = await w.issue('k', 'reader');
    const putKey = w.store.putKey.bind(w.store);
    w.store.putKey = async (row) => {
      w.store.putKey = putKey;
      await w.send('DELETE', `/api/v1/keys/${id}`);
      await putKey(row);
    };
    expect((await w.send('POST', `/api/v1/keys/${id}/rotate`)).status).toBe(404);
    expect(await w.mayRead(key)).toBe(false);
    expect((await w.store.listKeys()).filter((row) => row.id === id)).toEqual([]);
  });

  it.each([[-1], [2_592_001], ['60'], [1.5]])('overlap_seconds %j is 400', async (overlap) => {
    const w = await world();
    const { id } = await w.issue('k', 'reader');
    const answer = await w.send('POST', `/api/v1/keys/${id}/rotate`, { overlap_seconds: overlap });
    expect([answer.status, answer.body.error]).toEqual([
      400,
      'overlap_seconds must be a whole number from 0 to 2,592,000',
    ]);
    expect(await w.store.listKeys()).toHaveLength(2);
  });

  it('of a service keeps its service', async () => {
    const w = await world();
    const added = await w.send('POST', '/api/services', { serviceId: 'a' });
    const { id } = (await w.list('?role=beat')).keys[0]!;
    const rotated = await w.send('POST', `/api/v1/keys/${id}/rotate`, { overlap_seconds: 0 });
    expect(await w.beat('a', String(added.body.apiKey))).toBe(401);
    expect(await w.beat('a', String(rotated.body.key))).toBe(200);
  });
});
