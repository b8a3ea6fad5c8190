import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../support/monitors.ts';
import { daemonRef, daemonWorld, ID, REGISTERED_AT, REGISTRATION } from './daemon-world.ts';

const PATH = `/api/daemon/${ID}`;
const since = new Date(REGISTERED_AT).toISOString();

async function announcedWorld(fields: object = {}) {
  const world = await daemonWorld();
  const announce = (more: object = {}) =>
    world.send('POST', '/api/daemon', { daemonId: ID, ...fields, ...more });
  const answer = await announce();
  const change = (body: object) => world.send('PUT', PATH, body);
  const shown = async () => (await world.send('GET', PATH)).body;
  return { ...world, announce, answer, change, shown };
}

describe('POST /api/daemon', () => {
  it('is how it shall be watched, and says nothing that the daemon has not said', async () => {
    const { answer } = await announcedWorld({ name: 'Mac mini', ownerEmail: 'office@example.com' });
    expect(answer).toMatchObject({ status: 201, headers: { location: PATH } });
    expect(answer.body).toEqual({
      daemonId: ID,
      name: 'Mac mini',
      description: null,
      ownerEmail: 'office@example.com',
      tags: [],
      channels: [],
      expectedInterval: null,
      stalenessThreshold: 60,
      retention_seconds: 604_800,
      failureThreshold: 1,
      recoveryThreshold: 1,
      state: 'unknown',
      reason: 'created',
      since,
      stale: false,
      message: null,
    });
  });

  it('it is neither active nor stale until it is heard, however long that takes', async () => {
    const { health, register, clock } = await announcedWorld();
    clock.advance(30 * DAY);
    expect(await health()).toEqual({ active: [], stale: [], totalActive: 0 });
    await register({}, 'writer-1');
    expect(await health()).toEqual({ active: [ID], stale: [], totalActive: 1 });
  });

  it('what was said of it outlives its registration, which takes it for the key that registers', async () => {
    const { register, beat, shown, store } = await announcedWorld({
      name: 'Mac mini',
      expectedInterval: 30,
      stalenessThreshold: 90,
    });
    expect((await register({}, 'writer-1')).status).toBe(201);
    expect(await shown()).toMatchObject({
      ...REGISTRATION,
      name: 'Mac mini',
      expectedInterval: 30,
      stalenessThreshold: 90,
      state: 'up',
    });
    expect((await store.read(daemonRef(ID)))?.keyId).toBe('id of writer-1');
    expect((await beat({}, 'writer-2')).status).toBe(401);
    expect((await register({}, 'writer-2')).status).toBe(401);
  });

  it('heard before it registers, it is watched from then on; what it did not say is left out', async () => {
    const { beat, send, clock } = await announcedWorld();
    expect((await beat({ tasksProcessed: 3 }, 'writer-1')).status).toBe(200);
    clock.advance(MINUTE + SECOND);
    const { stale } = (await send('GET', '/api/daemon/health')).body;
    expect(stale).toEqual([{ daemonId: ID, lastHeartbeat: since, status: 'healthy', tasksProcessed: 3 }]);
  });

  it('409 for one that is there, which stays as it is; one that was removed may be announced anew', async () => {
    const { announce, register, send, shown } = await announcedWorld();
    await register({ name: 'Its own' });
    expect(await announce({ name: 'Ours' })).toMatchObject({
      status: 409,
      body: { error: `The daemon "${ID}" exists already` },
    });
    expect((await shown()).name).toBe('Its own');
    await send('DELETE', PATH);
    expect((await announce({ name: 'Ours' })).status).toBe(201);
  });

  it.each([
    [{ daemonId: null }, 'daemonId is required'],
    [{ daemonId: 'health' }, 'daemonId must not be "health", which is an address of its own'],
    [{ expectedInterval: 61 }, 'expectedInterval must not be longer than stalenessThreshold (60)'],
    [
      { expectedInterval: 10, stalenessThreshold: 9 },
      'expectedInterval must not be longer than stalenessThreshold (9)',
    ],
    [{ ownerEmail: 'nobody' }, 'ownerEmail must be an e-mail address'],
    [{ failureThreshold: 0 }, 'failureThreshold must be a whole number from 1 to 100'],
  ])('refuses %j and writes nothing', async (fields, error) => {
    const { answer, store } = await announcedWorld(fields);
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect((await store.listMonitors('daemon', { limit: 9 })).items).toEqual([]);
  });
});

describe('PUT /api/daemon/{daemonId}', () => {
  it('changes what is given, keeps the rest, and takes away what is empty', async () => {
    const { register, change, shown } = await announcedWorld({ description: 'Under the desk' });
    await register({ tags: ['office'], version: '3' });
    const all = {
      name: 'Mac mini',
      ownerEmail: 'office@example.com',
      channels: ['on-call'],
      expectedInterval: 120,
      stalenessThreshold: 300,
      retention_seconds: 3_600,
      failureThreshold: 2,
      recoveryThreshold: 3,
    };
    const answer = await change({ daemonId: ID, ...all });
    expect(answer).toMatchObject({ status: 200, body: { ...all, tags: ['office'], version: '3' } });
    await change({ ownerEmail: '', description: '', tags: [] });
    expect(await shown()).toMatchObject({ ...all, ownerEmail: null, description: null, tags: [] });
  });

  it('is no sign of life, but a new silence counts from now', async () => {
    const { register, change, clock, store } = await announcedWorld();
    await register();
    clock.advance(MINUTE);
    await change({ stalenessThreshold: 30 });
    expect(await store.read(daemonRef(ID))).toMatchObject({
      lastBeatAt: REGISTERED_AT,
      countFrom: REGISTERED_AT + MINUTE,
    });
  });

  it('its own threshold, given at each start, keeps when people want to see it as late', async () => {
    const { register, change, shown } = await announcedWorld();
    await change({ expectedInterval: 40 });
    await register({ stalenessThreshold: 90 });
    expect(await shown()).toMatchObject({ expectedInterval: 40, stalenessThreshold: 90 });
    await register({ stalenessThreshold: 30 });
    expect(await shown()).toMatchObject({ expectedInterval: null, stalenessThreshold: 30 });
    await change({ stalenessThreshold: 60 });
    expect(await shown()).toMatchObject({ expectedInterval: null, stalenessThreshold: 60 });
  });

  it('unhealthy counts as often in a row as was said', async () => {
    const { register, beat, change, shown } = await announcedWorld();
    await register();
    await change({ failureThreshold: 2 });
    await beat({ status: 'unhealthy' });
    expect((await shown()).state).toBe('up');
    await beat({ status: 'unhealthy' });
    expect((await shown()).state).toBe('down');
  });

  it('refuses another id, and what does not fit', async () => {
    const { change, shown } = await announcedWorld();
    for (const [body, error] of [
      [{ daemonId: 'another' }, 'daemonId must be the one in the address'],
      [{ expectedInterval: 61 }, 'expectedInterval must not be longer than stalenessThreshold (60)'],
      [{ name: '' }, 'name must not be empty'],
    ] as const)
      expect(await change({ tags: ['x'], ...body })).toMatchObject({ status: 400, body: { error } });
    expect((await shown()).tags).toEqual([]);
  });
});
