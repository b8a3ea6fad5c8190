import { describe, expect, it } from '@jest/globals';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';

async function world() {
  const world = await openHttpWorld();
  await world.has({ id: 'keyed', key: 'right' });
  await world.has({ id: 'other', key: 'of-another' });
  await world.has({ id: 'open' });
  await world.hasKey('the-admin', 'admin');
  await world.hasKey('a-writer', 'writer');
  return world;
}

describe('who may send', () => {
  it.each([
    ['the right key', 'keyed', bearer('right'), undefined, 200],
    ['no key', 'keyed', {}, undefined, 401],
    ['a key nobody has', 'keyed', bearer('wrong'), undefined, 401],
    ["another service's key", 'keyed', bearer('of-another'), undefined, 401],
    ["a writer's key", 'keyed', bearer('a-writer'), undefined, 401],
    ['the admin key', 'keyed', bearer('the-admin'), undefined, 200],
    ['X-API-Key', 'keyed', { 'x-api-key': 'right' }, undefined, 200],
    ['header names in any case', 'keyed', { 'X-Api-Key': 'right' }, undefined, 200],
    ['AUTHORIZATION and bearer in any case', 'keyed', { AUTHORIZATION: 'bearer right' }, undefined, 200],
    ['a key without its scheme', 'keyed', { authorization: 'right' }, undefined, 401],
    [
      'Basic beside X-API-Key',
      'keyed',
      { authorization: 'Basic eDp5', 'x-api-key': 'right' },
      undefined,
      200,
    ],
    ['the right token in the item', 'keyed', {}, 'right', 200],
    ['a right token over a wrong header', 'keyed', bearer('wrong'), 'right', 200],
    ['a wrong token over a right header', 'keyed', bearer('right'), 'wrong', 401],
    ['a null token beside a right header', 'keyed', bearer('right'), null, 200],
    ['an empty token beside a right header', 'keyed', bearer('right'), '', 200],
    ['no key where none is asked for', 'open', {}, undefined, 200],
    ['any key where none is asked for', 'open', bearer('whatever'), undefined, 200],
    ['any token where none is asked for', 'open', {}, 'whatever', 200],
  ])('%s', async (_what, serviceId, headers, token, status) => {
    const { send } = await world();
    const single = await send('POST', '/api/heartbeat', { headers, body: { serviceId, token } });
    expect(single.statusCode).toBe(status);
    const batch = await send('POST', '/api/heartbeat', {
      headers,
      body: { services: [{ serviceId, token }] },
    });
    expect(batch.statusCode).toBe(status === 200 ? 200 : 400);
  });
});

it('a refused beat leaves no trace', async () => {
  const { send, store } = await world();
  await send('POST', '/api/heartbeat', {
    headers: bearer('wrong'),
    body: { serviceId: 'keyed', status: 'down' },
  });
  expect(await store.read({ kind: 'service', id: 'keyed' })).toMatchObject({ status: 'unknown' });
  expect(await store.beats({ kind: 'service', id: 'keyed' }, { limit: 10 })).toEqual([]);
});

it('keys of a batch are judged one by one, and each is looked up once', async () => {
  const { send, store } = await world();
  let lookups = 0;
  const keyByHash = store.keyByHash.bind(store);
  store.keyByHash = (hash) => {
    lookups += 1;
    return keyByHash(hash);
  };
  const services = [
    'keyed',
    { serviceId: 'other', token: 'of-another' },
    { serviceId: 'other', token: 'no' },
    'nobody',
    'open',
  ];
  const answer = await send('POST', '/api/heartbeat', { headers: bearer('right'), body: { services } });
  expect(answer.statusCode).toBe(207);
  expect(bodyOf(answer)).toMatchObject({
    message: 'Partial success: 3 succeeded, 2 failed',
    results: [
      { serviceId: 'keyed', success: true },
      { serviceId: 'other', success: true },
      { serviceId: 'other', success: false, error: 'Invalid API key' },
      { serviceId: 'nobody', success: false, error: 'Unknown serviceId' },
      { serviceId: 'open', success: true },
    ],
  });
  expect(lookups).toBe(3);
});

it('a batch in which every key is wrong failed as a whole', async () => {
  const { send } = await world();
  const answer = await send('POST', '/api/heartbeat', {
    headers: bearer('no'),
    body: { services: ['keyed', 'other'] },
  });
  const results = ['keyed', 'other'].map((serviceId) => ({
    serviceId,
    success: false,
    error: 'Invalid API key',
  }));
  expect([answer.statusCode, bodyOf(answer)]).toEqual([
    400,
    { success: false, message: 'All heartbeats failed', results },
  ]);
});

it('the same service twice is one beat and two results', async () => {
  const { send, store } = await world();
  const services = ['open', { serviceId: 'open', status: 'down', message: 'disk full' }];
  const answer = await send('POST', '/api/heartbeat', { body: { services } });
  expect(bodyOf(answer)).toMatchObject({ message: 'Batch heartbeat received for 2 service(s)' });
  expect(await store.beats({ kind: 'service', id: 'open' }, { limit: 10 })).toHaveLength(1);
  expect(await store.read({ kind: 'service', id: 'open' })).toMatchObject({
    status: 'down',
    lastMessage: 'disk full',
  });
});
