import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '../support/monitors.ts';
import { manageWorld, ref } from './manage-world.ts';

describe('POST /api/services', () => {
  it('adds a service and shows its new key once', async () => {
    const { send, beat } = await manageWorld();
    const added = await send('POST', '/api/services', { serviceId: 'a' });
    expect(added).toMatchObject({ status: 201, headers: { location: '/api/services/a' } });
    expect(added.body).toEqual({
      serviceId: 'a',
      name: 'a',
      stalenessThreshold: 300,
      expectedInterval: null,
      schedule: null,
      timezone: null,
      expectFromStart: false,
      failureThreshold: 1,
      recoveryThreshold: 1,
      tags: [],
      channels: [],
      description: null,
      ownerEmail: null,
      status: 'unknown',
      requiresKey: true,
      source: 'api',
      apiKey: 'new-key-1',
    });
    expect(await beat('a')).toBe(401);
    expect(await beat('a', 'new-key-1')).toBe(200);
    expect((await send('GET', '/api/services/a')).body).not.toHaveProperty('apiKey');
    expect(JSON.stringify((await send('GET', '/api/services')).body)).not.toContain('new-key-1');
  });

  it('takes a given key, or none', async () => {
    const { send, beat } = await manageWorld();
    const given = await send('POST', '/api/services', { serviceId: 'a', apiKey: 'mine' });
    expect(given.body).not.toHaveProperty('apiKey');
    expect([await beat('a'), await beat('a', 'mine')]).toEqual([401, 200]);
    const open = await send('POST', '/api/services', { serviceId: 'b', requireKey: false });
    expect(open.body).toMatchObject({ requiresKey: false });
    expect(await beat('b')).toBe(200);
  });

  it('services that are given one key share it, and the admin key stays the admin key', async () => {
    const { send, beat, store } = await manageWorld();
    for (const serviceId of ['a', 'b']) await send('POST', '/api/services', { serviceId, apiKey: 'shared' });
    expect([await beat('a', 'shared'), await beat('b', 'shared')]).toEqual([200, 200]);
    expect(await store.listKeys()).toHaveLength(2);
    await send('POST', '/api/services', { serviceId: 'c', apiKey: 'the-admin' });
    expect(await beat('c', 'the-admin')).toBe(200);
    expect((await send('DELETE', '/api/services/c')).status).toBe(204);
    expect((await send('POST', '/api/services/a/pause')).status).toBe(200);
  });

  it('a key that was refused a moment ago is accepted as soon as it is given to a service', async () => {
    const { send, beat } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a', apiKey: 'first' });
    expect(await beat('a', 'second')).toBe(401);
    await send('PUT', '/api/services/a', { apiKey: 'second' });
    expect([await beat('a', 'second'), await beat('a', 'first')]).toEqual([200, 401]);
  });

  it('refuses a service that exists, and takes the id of one that was removed', async () => {
    const { send } = await manageWorld();
    await send('POST', '/api/services', { serviceId: 'a' });
    expect(await send('POST', '/api/services', { serviceId: 'a' })).toMatchObject({
      status: 409,
      body: { error: 'The service "a" exists already' },
    });
    expect((await send('DELETE', '/api/services/a')).status).toBe(204);
    expect((await send('GET', '/api/services/a')).status).toBe(404);
    expect((await send('POST', '/api/services', { serviceId: 'a' })).status).toBe(201);
  });

  it('refuses what does not fit, names it and writes nothing', async () => {
    const { send, store } = await manageWorld();
    const refused: [unknown, unknown][] = [
      [undefined, 'The body is required'],
      [[], 'The body must be an object'],
      [{}, 'serviceId is required'],
      [{ serviceId: 'a b' }, expect.stringMatching(/^serviceId must be 1 to 128 characters/)],
      [
        { serviceId: 'a', stalenessThreshold: 0 },
        'stalenessThreshold must be a whole number from 1 to 31,536,000',
      ],
      [
        { serviceId: 'a', stalenessThreshold: 31_536_001 },
        'stalenessThreshold must be a whole number from 1 to 31,536,000',
      ],
      [
        { serviceId: 'a', stalenessThreshold: '300' },
        'stalenessThreshold must be a whole number from 1 to 31,536,000',
      ],
      [
        { serviceId: 'a', stalenessThreshold: 1.5 },
        'stalenessThreshold must be a whole number from 1 to 31,536,000',
      ],
      [
        { serviceId: 'a', expectedInterval: 301 },
        'expectedInterval must not be longer than stalenessThreshold (300)',
      ],
      [{ serviceId: 'a', failureThreshold: 101 }, 'failureThreshold must be a whole number from 1 to 100'],
      [{ serviceId: 'a', tags: 'prod' }, 'tags must be an array'],
      [{ serviceId: 'a', tags: ['prod', 5] }, 'tags[1] must be text'],
      [{ serviceId: 'a', name: '' }, 'name must not be empty'],
      [{ serviceId: 'a', expectFromStart: 'yes' }, 'expectFromStart must be true or false'],
      [{ serviceId: 'a', ownerEmail: 'nobody' }, 'ownerEmail must be an e-mail address'],
      [
        { serviceId: 'a', apiKey: 'with space' },
        'apiKey must be 1 to 256 printable ASCII characters without spaces',
      ],
      [
        { serviceId: 'a', apiKey: 'k', requireKey: false },
        'requireKey must not be false where apiKey is given',
      ],
      [
        { serviceId: 'a', schedule: 'every day' },
        'schedule "every day" is not a cron expression of five fields such as "30 2 * * 1-5"',
      ],
      [
        { serviceId: 'a', schedule: '0 3 * * *', timezone: 'Mars/Base' },
        'timezone "Mars/Base" is not an IANA time zone such as Europe/Paris or UTC',
      ],
      [
        { serviceId: 'a', schedule: '0 3 * * *', expectedInterval: 60 },
        'expectedInterval does not go with schedule',
      ],
      [{ serviceId: 'a', timezone: 'UTC' }, 'timezone only goes with schedule'],
      [{ serviceId: 'a', gracePeriod: 60 }, 'gracePeriod only goes with schedule'],
    ];
    for (const [body, error] of refused) {
      const answer = await send('POST', '/api/services', body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, error]);
    }
    expect(await store.read(ref('a'))).toBeUndefined();
    expect(await store.listKeys()).toHaveLength(1);
  });
});

describe('timing', () => {
  it.each([
    [{}, { type: 'interval', intervalMs: 300_000, graceMs: 0 }],
    [{ stalenessThreshold: 60 }, { type: 'interval', intervalMs: 60_000, graceMs: 0 }],
    [
      { stalenessThreshold: 300, expectedInterval: 120 },
      { type: 'interval', intervalMs: 120_000, graceMs: 180_000 },
    ],
    [{ schedule: '0 3 * * *' }, { type: 'cron', expression: '0 3 * * *', timezone: 'UTC', graceMs: 300_000 }],
    [
      { schedule: '0 3 * * *', timezone: 'Europe/Paris', gracePeriod: 60, stalenessThreshold: 10 },
      { type: 'cron', expression: '0 3 * * *', timezone: 'Europe/Paris', graceMs: 60_000 },
    ],
  ])('%j', async (fields, schedule) => {
    const { send, store } = await manageWorld();
    expect((await send('POST', '/api/services', { serviceId: 'a', ...fields })).status).toBe(201);
    expect((await store.read(ref('a')))?.config.schedule).toEqual(schedule);
  });

  it('is late after the expected interval, before it is down', async () => {
    const { send, beat, clock } = await manageWorld();
    await send('POST', '/api/services', {
      serviceId: 'a',
      requireKey: false,
      stalenessThreshold: 300,
      expectedInterval: 60,
    });
    await beat('a');
    clock.advance(MINUTE);
    expect((await send('GET', '/api/services/a')).body.status).toBe('up');
    clock.advance(SECOND);
    expect((await send('GET', '/api/services/a')).body.status).toBe('late');
  });
});
