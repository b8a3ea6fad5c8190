import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../core/ports/store.ts';
import { bearer } from '../support/http-event.ts';
import { manageWorld, ref } from './manage-world.ts';

/** Does something else around each call of a method of the store. */
function around(store: Store, method: 'change', instead: (call: () => Promise<boolean>) => Promise<boolean>) {
  const call = store[method].bind(store);
  store[method] = (...values) => instead(() => call(...values));
}

describe('PUT /api/services/{serviceId}', () => {
  const full = {
    name: 'Payments',
    stalenessThreshold: 600,
    expectedInterval: 120,
    tags: ['prod'],
    description: 'Takes money',
    failureThreshold: 3,
    recoveryThreshold: 2,
    expectFromStart: true,
    ownerEmail: 'ops@example.com',
  };

  it('changes what is given and keeps the rest, whatever is null', async () => {
    const { send } = await manageWorld();
    const { body } = await send('POST', '/api/services', { serviceId: 'a', ...full });
    const { apiKey: _shown, ...before } = body;
    const nothing = Object.fromEntries(Object.keys(full).map((field) => [field, null]));
    expect((await send('PUT', '/api/services/a', nothing)).body).toEqual(before);
    expect((await send('PUT', '/api/services/a', { name: 'Pay' })).body).toEqual({ ...before, name: 'Pay' });
    expect((await send('PUT', '/api/services/a', { description: '', ownerEmail: '' })).body).toEqual({
      ...before,
      name: 'Pay',
      description: null,
      ownerEmail: null,
    });
  });

  it('moves between interval and schedule', async () => {
    const { send, store } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a', ...full });
    const put = async (body: object) => {
      const { status, body: answer } = await send('PUT', '/api/services/a', body);
      return status === 200 ? (await store.read(ref('a')))!.config.schedule : answer.error;
    };
    const cron = { type: 'cron', expression: '0 3 * * *', timezone: 'Asia/Tokyo' };
    expect(await put({ schedule: '0 3 * * *', timezone: 'Asia/Tokyo' })).toEqual({
      ...cron,
      graceMs: 600_000,
    });
    expect(await put({ gracePeriod: 60 })).toEqual({ ...cron, graceMs: 60_000 });
    expect(await put({ stalenessThreshold: 90 })).toEqual({ ...cron, graceMs: 90_000 });
    expect(await put({ schedule: '0 4 * * *' })).toEqual({
      ...cron,
      expression: '0 4 * * *',
      graceMs: 90_000,
    });
    expect(await put({ expectedInterval: 60 })).toBe('expectedInterval does not go with schedule');
    expect(await put({ schedule: '', expectedInterval: 30 })).toEqual({
      type: 'interval',
      intervalMs: 30_000,
      graceMs: 60_000,
    });
    expect(await put({ stalenessThreshold: 20 })).toBe(
      'expectedInterval must not be longer than stalenessThreshold (20)',
    );
  });

  it('changes the key, takes it away and gives one again; the old one opens nothing any more', async () => {
    const { send, beat } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a' });
    await send('PUT', '/api/services/a', { apiKey: 'second' });
    expect([await beat('a', 'new-key-1'), await beat('a', 'second')]).toEqual([401, 200]);
    expect((await send('PUT', '/api/services/a', { requireKey: false })).body.requiresKey).toBe(false);
    expect(await beat('a')).toBe(200);
    const again = await send('PUT', '/api/services/a', { requireKey: true });
    expect(again.body).toMatchObject({ requiresKey: true, apiKey: 'new-key-2' });
    expect((await send('PUT', '/api/services/a', { requireKey: true })).body).not.toHaveProperty('apiKey');
    expect([await beat('a'), await beat('a', 'new-key-2')]).toEqual([401, 200]);
  });

  it('a key that another service still uses goes on opening that one', async () => {
    const { send, beat } = await manageWorld();
    for (const serviceId of ['a', 'b']) await send('POST', '/api/services', { serviceId, apiKey: 'shared' });
    await send('DELETE', '/api/services/a');
    expect(await beat('b', 'shared')).toBe(200);
  });

  it.each(['DELETE', 'PUT'] as const)(
    'a service that takes a key over while %s gives it up is opened by it',
    async (method) => {
      const { send, beat, store } = await manageWorld();
      await send('POST', '/api/services', { serviceId: 'a', apiKey: 'shared' });
      let added: Promise<unknown> | undefined;
      // At the last moment of the first request: its write is done, its answer is not.
      around(store, 'change', async (change) => {
        const done = await change();
        added ??= send('POST', '/api/services', { serviceId: 'b', apiKey: 'shared' });
        await new Promise(setImmediate);
        return done;
      });
      await send(method, '/api/services/a', method === 'PUT' ? { requireKey: false } : undefined);
      await added;
      expect(await beat('b', 'shared')).toBe(200);
    },
  );

  it('keeps the key that another request gives it meanwhile', async () => {
    const { send, beat, store } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a', apiKey: 'first' });
    let rotated = false;
    around(store, 'change', async (change) => {
      if (!rotated) {
        rotated = true;
        await send('PUT', '/api/services/a', { apiKey: 'second' });
      }
      return change();
    });
    expect(await send('PUT', '/api/services/a', { name: 'A' })).toMatchObject({ body: { name: 'A' } });
    expect([await beat('a', 'first'), await beat('a', 'second')]).toEqual([401, 200]);
  });

  it('is not left open where a key was asked for and the present one is taken away meanwhile', async () => {
    const { send, store } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a', apiKey: 'first' });
    let opened = false;
    around(store, 'change', async (change) => {
      if (!opened) {
        opened = true;
        await send('PUT', '/api/services/a', { requireKey: false });
      }
      return change();
    });
    expect((await send('PUT', '/api/services/a', { requireKey: true })).status).toBe(409);
  });

  it('refuses another id than the one in the address, and an unknown one', async () => {
    const { send } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a' });
    expect(await send('PUT', '/api/services/a', { serviceId: 'b' })).toMatchObject({
      status: 400,
      body: { error: 'serviceId must be the one in the address' },
    });
    expect((await send('PUT', '/api/services/a', { serviceId: 'a', name: 'A' })).status).toBe(200);
    for (const id of ['nobody', 'a%20b', '%', '%E0%A4%A', '..', 'x'.repeat(200)]) {
      expect([id, (await send('PUT', `/api/services/${id}`, {})).status]).toEqual([id, 404]);
    }
  });

  it('finds ids that a client has encoded', async () => {
    const { send } = await manageWorld();
    const id = 'team:pay@eu';
    const { headers } = await send('POST', '/api/services', { serviceId: id });
    expect((await send('PUT', String(headers?.location), { name: 'Pay' })).body).toMatchObject({
      serviceId: id,
    });
    expect((await send('GET', `/api/services/${id}`)).body).toMatchObject({ name: 'Pay' });
  });
});

it('pause and resume, with the history told', async () => {
  const { send, beat, store } = await manageWorld();
  await send('POST', '/api/services', { serviceId: 'a', requireKey: false });
  await beat('a');
  expect((await send('POST', '/api/services/a/pause')).body).toMatchObject({
    serviceId: 'a',
    status: 'paused',
  });
  expect(await store.read(ref('a'))).toMatchObject({ status: 'paused', reason: 'paused' });
  expect((await send('POST', '/api/services/a/resume')).body).toMatchObject({ status: 'unknown' });
  expect((await send('POST', '/api/services/nobody/pause')).status).toBe(404);
});

it('services of the file are changed in the file, but may be paused', async () => {
  const { has, send } = await manageWorld();
  await has({ id: 'a', config: { source: 'file' } });
  const refusal = {
    status: 409,
    body: { error: 'The service "a" stands in services.json: change it there' },
  };
  expect(await send('PUT', '/api/services/a', { name: 'x' })).toMatchObject(refusal);
  expect(await send('DELETE', '/api/services/a')).toMatchObject(refusal);
  expect((await send('POST', '/api/services/a/pause')).status).toBe(200);
});

describe('who may manage', () => {
  const changes = [
    ['POST', '/api/services', { serviceId: 'new' }],
    ['PUT', '/api/services/a', { name: 'x' }],
    ['DELETE', '/api/services/a', undefined],
    ['POST', '/api/services/a/pause', undefined],
    ['POST', '/api/services/a/resume', undefined],
  ] as const;

  it.each(changes)('%s %s: the admin alone', async (method, path, body) => {
    const { has, hasKey, send, store } = await manageWorld();
    await has({ id: 'a', key: 'of-a', config: { source: 'api' } });
    for (const role of ['writer', 'reader'] as const) await hasKey(`the-${role}`, role);
    const as = async (headers: Record<string, string>) => {
      const { status, body: answer } = await send(method, path, body, { headers });
      return [status, answer.error];
    };
    const before = await store.read(ref('a'));
    expect(await as({})).toEqual([401, 'An API key is required']);
    expect(await as(bearer('wrong'))).toEqual([401, 'Invalid API key']);
    const forbidden = [403, 'This API key does not have the right to do that'];
    for (const key of ['of-a', 'the-writer', 'the-reader']) expect(await as(bearer(key))).toEqual(forbidden);
    expect(await store.read(ref('a'))).toEqual(before);
    expect(await store.read(ref('new'))).toBeUndefined();
    expect((await send(method, path, body, { headers: { 'x-api-key': 'the-admin' } })).status).toBeLessThan(
      300,
    );
  });

  it('a stranger learns nothing about which services exist', async () => {
    const { has, send } = await manageWorld();
    await has({ id: 'a' });
    for (const id of ['a', 'nobody']) {
      expect((await send('DELETE', `/api/services/${id}`, undefined, { headers: bearer('no') })).status).toBe(
        401,
      );
    }
  });
});
