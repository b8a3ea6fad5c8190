import { expect, it } from '@jest/globals';
import { bearer } from '../support/http-event.ts';
import { openHttpWorld, SEED_TIME } from '../support/http-world.ts';

// The examples of the specification, to the letter: status, members, their order and every word.
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const timestamp = '2024-01-15T10:30:00.000Z';
const BATCH = { services: ['service-1', 'service-2', 'service-3'] };

const received = (serviceId: string) => ({ serviceId, success: true, timestamp });

async function worldWith(keys: Readonly<Record<string, string | undefined>>) {
  const world = await openHttpWorld({ at: SEED_TIME });
  for (const [id, key] of Object.entries(keys)) await world.has({ id, ...(key && { key }) });
  const beat = async (body: unknown, headers: Record<string, string> = {}) => {
    const { statusCode, body: text } = await world.send('POST', '/api/heartbeat', { body, headers });
    return [statusCode, text];
  };
  return { world, beat };
}

it('a heartbeat of one service', async () => {
  const { beat } = await worldWith({ 'service-1': 'your-api-key' });
  const body = { success: true, message: 'Heartbeat received', timestamp };
  expect(await beat({ serviceId: 'service-1' }, bearer('your-api-key'))).toEqual([200, JSON.stringify(body)]);
});

it('a batch in which every service is heard', async () => {
  const key = 'your-api-key';
  const { beat } = await worldWith({ 'service-1': key, 'service-2': key, 'service-3': key });
  const message = 'Batch heartbeat received for 3 service(s)';
  const body = { success: true, message, timestamp, results: BATCH.services.map(received) };
  expect(await beat(BATCH, bearer(key))).toEqual([200, JSON.stringify(body)]);
});

it('a batch in which one service is unknown', async () => {
  const { beat } = await worldWith({ 'service-1': undefined, 'service-3': undefined });
  const results = [
    received('service-1'),
    { serviceId: 'service-2', success: false, error: 'Unknown serviceId' },
    received('service-3'),
  ];
  const body = { success: true, message: 'Partial success: 2 succeeded, 1 failed', results };
  expect(await beat(BATCH)).toEqual([207, JSON.stringify(body)]);
});

it('a batch in which no service is heard', async () => {
  const { beat } = await worldWith({});
  const results = [{ serviceId: 'unknown-service', success: false, error: 'Unknown serviceId' }];
  const body = { success: false, message: 'All heartbeats failed', results };
  expect(await beat({ services: ['unknown-service'] })).toEqual([400, JSON.stringify(body)]);
});

it.each(['{}', 'null', '[]', '"service-1"', '', '  ', '{"serviceId":"service-1","services":["service-1"]}'])(
  'a body that names no service, or one twice over: %s',
  async (text) => {
    const { beat } = await worldWith({ 'service-1': undefined });
    const usage = {
      single: '{ "serviceId": "service-1" }',
      batch: '{ "services": ["service-1", "service-2"] }',
    };
    const body = { error: 'Either serviceId or services array is required', usage };
    expect(await beat(text)).toEqual([400, JSON.stringify(body)]);
  },
);

it('an empty services array', async () => {
  const { beat } = await worldWith({});
  expect(await beat({ services: [] })).toEqual([400, '{"error":"services array cannot be empty"}']);
});

it('an unknown service, and a wrong key', async () => {
  const { beat } = await worldWith({ 'service-1': 'service-1-api-key' });
  const unknown = '{"success":false,"error":"Unknown serviceId"}';
  const invalid = '{"success":false,"error":"Invalid API key"}';
  expect(await beat({ serviceId: 'nobody' })).toEqual([404, unknown]);
  expect(await beat({ serviceId: 'service-1' })).toEqual([401, invalid]);
  expect(await beat({ serviceId: 'service-1' }, bearer('wrong'))).toEqual([401, invalid]);
});

it('curl lines without Content-Type: one service, a shared key, a key per service, and mixed', async () => {
  const { beat } = await worldWith({
    'service-1': 'default-key',
    'service-2': 'default-key',
    'service-3': 'special-key-for-3',
  });
  const three = { serviceId: 'service-3', token: 'special-key-for-3' };
  const own = ['service-1', 'service-2'].map((serviceId) => ({ serviceId, token: 'default-key' }));
  const headers = { ...FORM, ...bearer('default-key') };
  expect((await beat('{"serviceId": "service-1"}', headers))[0]).toBe(200);
  expect((await beat({ services: ['service-1', 'service-2'] }, headers))[0]).toBe(200);
  expect((await beat({ services: [...own, three] }, FORM))[0]).toBe(200);
  expect((await beat({ services: ['service-1', 'service-2', three] }, headers))[0]).toBe(200);
  expect((await beat(BATCH, headers))[0]).toBe(207);
});

it('the payload of seed 001', async () => {
  const { world, beat } = await worldWith({ 'service-1': undefined });
  const metadata = { hostname: 'server-1' };
  const body = { serviceId: 'service-1', status: 'up', metadata, message: 'Heartbeat from server-1' };
  expect((await beat(body))[0]).toBe(200);
  const [record] = await world.store.beats({ kind: 'service', id: 'service-1' }, { limit: 1 });
  expect(record).toMatchObject({
    at: SEED_TIME,
    type: 'alive',
    metadata,
    message: 'Heartbeat from server-1',
  });
});
