import { describe, expect, it } from '@jest/globals';
import { bearer } from '../support/http-event.ts';
import { A_UUID, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { applicationWorld, IMPORT } from './application-world.ts';
import { manageWorld } from './manage-world.ts';

const iso = (at: number) => new Date(at).toISOString();
describe('POST /api/applications', () => {
  it('answers with the address of its heartbeats, under a uuid that we made', async () => {
    const { send } = await manageWorld();
    const added = await send('POST', '/api/applications', IMPORT);
    const { uuid, monitor_id } = added.body;
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(added).toMatchObject({ status: 201, headers: { location: `/api/applications/${uuid}` } });
    expect(added.body).toEqual({
      id: uuid,
      uuid,
      name: 'Import',
      description: null,
      expected_interval: 300,
      grace_period: 60,
      schedule: null,
      timezone: null,
      tags: [],
      channels: [],
      heartbeat_url: `https://heartbeat.example/heartbeat/${uuid}`,
      monitor_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'unknown',
      reason: 'created',
      since: iso(T0),
      last_heartbeat: null,
      last_message: null,
      expected_at: null,
      created_at: iso(T0),
    });
    expect((await send('GET', `/api/applications/${uuid}`)).body).toEqual(added.body);
    expect((await send('GET', `/api/applications/${monitor_id}`)).body).toEqual(added.body);
  });

  it('keeps all that is given', async () => {
    const { send } = await manageWorld();
    const given = {
      name: 'Backup',
      description: 'Every night',
      schedule: '30 2 * * *',
      timezone: 'Europe/Paris',
      grace_period: 1_800,
      tags: ['night'],
      channels: ['on-call', 'ops'],
    };
    const { status, body } = await send('POST', '/api/applications', given);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...given, expected_interval: null });
  });

  it('null counts as absent, unknown fields are ignored, and a uuid is never taken from outside', async () => {
    const { send } = await manageWorld();
    const nulls = { grace_period: null, description: null, schedule: null, tags: null, channels: null };
    const body = { ...IMPORT, ...nulls, uuid: A_UUID, id: A_UUID, status: 'up', foo: 1 };
    const added = await send('POST', '/api/applications', body);
    expect(added).toMatchObject({ status: 201, body: { grace_period: 60, status: 'unknown' } });
    expect(added.body.uuid).not.toBe(A_UUID);
  });

  it.each([
    [{}, 'name', 'is required'],
    [{ name: 'a' }, 'expected_interval', 'is required, or a schedule'],
    [{ ...IMPORT, name: '' }, 'name', 'must not be empty'],
    [{ ...IMPORT, name: 5 }, 'name', 'must be text'],
    [{ ...IMPORT, name: 'x'.repeat(201) }, 'name', 'must have at most 200 characters'],
    [{ ...IMPORT, expected_interval: 0 }, 'expected_interval', 'must be a whole number from 1 to 31,536,000'],
    [{ ...IMPORT, expected_interval: '300' }, 'expected_interval', /^must be a whole number/],
    [{ ...IMPORT, expected_interval: 1.5 }, 'expected_interval', /^must be a whole number/],
    [{ ...IMPORT, grace_period: -1 }, 'grace_period', 'must be a whole number from 0 to 31,536,000'],
    [{ ...IMPORT, schedule: '@daily' }, 'expected_interval', 'does not go with schedule'],
    [{ ...IMPORT, timezone: 'UTC' }, 'timezone', 'only goes with schedule'],
    [{ name: 'a', schedule: 'often' }, 'schedule', /is not a cron expression/],
    [{ name: 'a', schedule: '@daily', timezone: 'Paris' }, 'timezone', /is not an IANA time zone/],
    [{ ...IMPORT, tags: 'prod' }, 'tags', 'must be an array'],
    [{ ...IMPORT, tags: [''] }, 'tags[0]', 'must not be empty'],
    [{ ...IMPORT, channels: [7] }, 'channels[0]', 'must be text'],
    [{ ...IMPORT, channels: Array(21).fill('a') }, 'channels', 'must have at most 20 entries'],
    [[], '', 'must be an object'],
    ['not json', undefined, undefined],
    ['', '', 'is required'],
  ])('%j does not fit', async (body, path, message) => {
    const { send, store } = await manageWorld();
    const { status, body: answer } = await send('POST', '/api/applications', body);
    expect(status).toBe(400);
    const text = message instanceof RegExp ? expect.stringMatching(message) : message;
    if (message) expect(answer.issues).toEqual([{ path, message: text }]);
    expect((await store.listMonitors('application', { limit: 1 })).items).toEqual([]);
  });
});

describe('PUT /api/applications/{id}', () => {
  it('changes what is given and keeps the rest', async () => {
    const { send, path, body } = await applicationWorld({ tags: ['a'], channels: ['ops'], description: 'x' });
    const changed = await send('PUT', path, { name: 'Renamed', grace_period: 0, description: '' });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body).toEqual({ ...body, name: 'Renamed', grace_period: 0, description: null });
    expect((await send('PUT', path, {})).body).toEqual(changed.body);
    expect((await send('PUT', path, { tags: [], channels: [] })).body).toMatchObject({
      tags: [],
      channels: [],
      name: 'Renamed',
    });
  });

  it('takes back a whole answer, whatever fields of ours it bears', async () => {
    const { send, path, body } = await applicationWorld();
    expect((await send('PUT', path, { ...body, name: 'Again' })).body).toEqual({ ...body, name: 'Again' });
  });

  it('a schedule takes the place of an interval, and the other way round', async () => {
    const { send, path } = await applicationWorld({ grace_period: 90 });
    const cron = { schedule: '@hourly', timezone: 'Europe/Paris' };
    const kept = { grace_period: 90 };
    expect((await send('PUT', path, cron)).body).toMatchObject({ ...kept, ...cron, expected_interval: null });
    const zone = await send('PUT', path, { timezone: 'UTC' });
    expect(zone.body).toMatchObject({ schedule: '@hourly', timezone: 'UTC' });
    const interval = await send('PUT', path, { expected_interval: 60 });
    expect(interval.body).toMatchObject({
      ...kept,
      expected_interval: 60,
      schedule: null,
      timezone: null,
    });
    expect((await send('PUT', path, { timezone: 'UTC' })).status).toBe(400);
    expect((await send('PUT', path, { ...cron, expected_interval: 60 })).status).toBe(400);
  });

  it('a shorter interval does not alarm for silence before it', async () => {
    const { send, path, ping, clock } = await applicationWorld({ expected_interval: 3_600 });
    expect((await ping()).status).toBe(200);
    clock.advance(HOUR);
    const { body } = await send('PUT', path, { expected_interval: 60 });
    expect(body).toMatchObject({ status: 'up', expected_at: iso(T0 + HOUR + MINUTE) });
  });
});

it('pause hears without judging; resume watches again from now on', async () => {
  const { send, path, ping, clock, body } = await applicationWorld();
  expect((await ping()).status).toBe(200);
  const paused = await send('POST', `${path}/pause`);
  expect(paused).toMatchObject({ status: 200, body: { status: 'paused', expected_at: null } });
  clock.advance(HOUR);
  expect((await ping()).status).toBe(200);
  const heard = { status: 'paused', last_heartbeat: iso(T0 + HOUR) };
  expect((await send('GET', path)).body).toMatchObject(heard);
  clock.advance(SECOND);
  const resumed = await send('POST', `/api/applications/${body.monitor_id}/resume`);
  expect(resumed).toMatchObject({ status: 200, body: { status: 'unknown', reason: 'resumed' } });
  expect(resumed.body.expected_at).toBe(iso(T0 + HOUR + SECOND + 5 * MINUTE));
});

it('DELETE ends it at once for whoever asks', async () => {
  const { send, path, ping, body } = await applicationWorld();
  await ping();
  expect(await send('DELETE', path)).toMatchObject({ status: 204, body: null });
  const gone = { status: 404, body: { error: 'Unknown application' } };
  for (const [method, at] of [
    ['GET', path],
    ['GET', `/api/applications/${body.monitor_id}`],
    ['GET', `${path}/heartbeats`],
    ['PUT', path],
    ['DELETE', path],
    ['POST', `${path}/pause`],
    ['POST', `${path}/resume`],
  ] as const) {
    expect(await send(method, at, method === 'PUT' ? {} : undefined)).toMatchObject(gone);
  }
  expect((await ping()).status).toBe(404);
  expect((await send('GET', '/api/applications')).body).toEqual({ applications: [], cursor: null });
});

it.each(['nobody', A_UUID, 'd3075fc69e17ad21aa41156edc332979', '%', A_UUID.replaceAll('-', '')])(
  'there is no application %s',
  async (id) => {
    const { send } = await applicationWorld();
    const answer = await send('GET', `/api/applications/${id}`);
    expect(answer).toMatchObject({ status: 404, body: { error: 'Unknown application' } });
  },
);

it('a uuid means the same in capitals', async () => {
  const { send, uuid, body } = await applicationWorld();
  expect((await send('GET', `/api/applications/${uuid.toUpperCase()}`)).body).toEqual(body);
});

describe("management, reading included, is the admin's alone", () => {
  const calls = (path: string) =>
    [
      ['GET', '/api/applications'],
      ['POST', '/api/applications'],
      ['GET', path],
      ['GET', `${path}/heartbeats`],
      ['PUT', path],
      ['POST', `${path}/pause`],
      ['POST', `${path}/resume`],
      ['DELETE', path],
    ] as const;

  it.each([
    ['no key', {}, 401],
    ['a wrong key', bearer('wrong'), 401],
    ['a reader', bearer('the-reader'), 403],
    ['a writer', bearer('the-writer'), 403],
    ["a service's own key", bearer('the-beat'), 403],
    ['the admin', { 'x-api-key': 'the-admin' }, undefined],
  ] as const)('%s', async (_who, headers, refused) => {
    const { send, path, hasKey } = await applicationWorld();
    for (const role of ['reader', 'writer', 'beat'] as const) await hasKey(`the-${role}`, role);
    for (const [method, at] of calls(path)) {
      const { status, body } = await send(method, at, method === 'GET' ? undefined : IMPORT, { headers });
      expect([method, at, status]).toEqual([method, at, refused ?? expect.any(Number)]);
      if (refused) expect(body).toEqual({ error: expect.any(String) });
      else expect(status).toBeLessThan(300);
    }
  });
});
