import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, T0 } from '../support/monitors.ts';
import { iso, PATH, schedulerWorld } from './scheduler-world.ts';

const BOTH = { schedule: '0 3 * * *', expected_interval_seconds: 60 };

describe('registering again', () => {
  it('changes what is given and keeps the rest', async () => {
    const { register, read } = await schedulerWorld();
    const first = { service_name: 'Shop', job_name: 'Import', schedule: '0 3 * * *', tags: ['night'] };
    await register('a', { ...first, owner_email: 'team@example.com', alert_user_id: 'U1' });
    const again = await register('a', { job_name: 'Export', timezone: 'Europe/Paris', owner_email: '' });
    expect(again.status).toBe(200);
    const expected = {
      name: 'Shop / Export',
      service_name: 'Shop',
      job_name: 'Export',
      schedule: '0 3 * * *',
      timezone: 'Europe/Paris',
      tags: ['night'],
      owner_email: null,
      alert_user_id: 'U1',
    };
    expect(again.body).toMatchObject(expected);
    expect(await read('a')).toMatchObject(expected);
  });

  it('with nothing new writes nothing, and a deadline stays where it was', async () => {
    const { register, stored, clock } = await schedulerWorld();
    const fields = { service_name: 'Shop', expected_interval_seconds: 3_600, owner_email: 'a@b' };
    await register('a', fields);
    const before = await stored('a');
    clock.advance(30 * MINUTE);
    // As each run of the seed's client does it: the names, but not the schedule that somebody gave it.
    expect((await register('a', { service_name: 'Shop', job_name: null, owner_email: 'a@b' })).status).toBe(
      200,
    );
    expect(await stored('a')).toEqual(before);
  });

  it('with a new schedule counts from now on', async () => {
    const { register, read, clock } = await schedulerWorld();
    await register('a', { expected_interval_seconds: 3_600 });
    clock.advance(30 * MINUTE);
    await register('a', { expected_interval_seconds: 7_200 });
    expect(await read('a')).toMatchObject({ next_expected_at: iso(T0 + 150 * MINUTE) });
  });

  it('the runs that are open stay open, and the status stays', async () => {
    const { register, report, read } = await schedulerWorld();
    await register('a');
    await report('a', 'failed', { error_message: 'disk full' });
    await report('a', 'running');
    await register('a', { service_name: 'Shop' });
    expect(await read('a')).toMatchObject({
      status: 'down',
      message: 'disk full',
      current_runs: [{ state: 'running' }],
    });
  });

  it('after it was removed is a new life', async () => {
    const { register, report, send, runs } = await schedulerWorld();
    await register('a', { service_name: 'Shop' });
    await report('a', 'completed');
    expect((await send('DELETE', `${PATH}/a`)).status).toBe(204);
    const again = await register('a');
    expect(again).toMatchObject({ status: 201, body: { name: 'a', status: 'unknown', last_heard_at: null } });
    expect((await runs('a')).runs).toEqual([]);
  });

  it('at the same moment as others is once new', async () => {
    const { register } = await schedulerWorld();
    const answers = await Promise.all(Array.from({ length: 8 }, () => register('a', { job_name: 'Import' })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(7).fill(200), 201]);
  });
});

describe('whose it is', () => {
  const OTHER = { error: 'It was registered with another API key' };

  it('belongs to the key that registered it; an admin may change it, and it stays with its key', async () => {
    const { register, send, stored } = await schedulerWorld();
    await register('a');
    expect(await register('a', { job_name: 'x' }, 'another-writer')).toMatchObject({
      status: 401,
      body: OTHER,
    });
    const update = (key: string) => send('PUT', `${PATH}/a/status`, { status: 'running' }, { key });
    expect(await update('another-writer')).toMatchObject({ status: 401, body: OTHER });
    expect(await register('a', { job_name: 'Import' }, 'the-admin')).toMatchObject({ status: 200 });
    expect((await stored('a')).keyId).toBe('id of the-writer');
    expect([(await update('the-writer')).status, (await update('the-admin')).status]).toEqual([200, 200]);
    expect((await stored('a')).config.name).toBe('Import');
  });

  it('made by an admin it belongs to nobody until a writer registers it; until then any writer may report for it', async () => {
    const { register, send, stored } = await schedulerWorld();
    expect(await register('a', { job_name: 'Import' }, 'the-admin')).toMatchObject({ status: 201 });
    expect((await stored('a')).keyId).toBeUndefined();
    const update = (key: string | null) => send('PUT', `${PATH}/a/status`, { status: 'running' }, { key });
    const statuses = async (keys: readonly (string | null)[]) =>
      Promise.all(keys.map(async (key) => (await update(key)).status));
    const ALL = ['the-writer', 'another-writer', 'of-a-service', 'the-reader', null];
    expect(await statuses(ALL)).toEqual([200, 200, 401, 401, 401]);
    expect(await register('a', { job_name: 'Import' }, 'another-writer')).toMatchObject({ status: 200 });
    expect((await stored('a')).keyId).toBe('id of another-writer');
    expect(await statuses(ALL)).toEqual([401, 200, 401, 401, 401]);
    expect(await register('a', {}, 'the-admin')).toMatchObject({ status: 200 });
    expect((await stored('a')).keyId).toBe('id of another-writer');
  });

  it.each([
    ['no key', null, 401, 'An API key is required'],
    ['a key nobody has', 'wrong', 401, 'Invalid API key'],
    ["a reader's key", 'the-reader', 403, 'This API key does not have the right to do that'],
    ["a service's own key", 'of-a-service', 403, 'This API key does not have the right to do that'],
  ])('%s registers and removes nothing', async (_what, key, status, error) => {
    const { register, send, store } = await schedulerWorld();
    await register('known');
    for (const id of ['known', 'new']) {
      const answer = await send('POST', `${PATH}/register`, { scheduler_id: id }, { key });
      expect([answer.status, answer.body]).toEqual([status, { error }]);
      const removed = await send('DELETE', `${PATH}/${id}`, undefined, { key });
      expect([removed.status, removed.body]).toEqual([status, { error }]);
    }
    expect((await store.listMonitors('scheduler', { limit: 9 })).items.map(({ id }) => id)).toEqual([
      'known',
    ]);
  });

  it('is removed by its own key or an admin', async () => {
    const { register, send } = await schedulerWorld();
    const remove = (id: string, key: string) => send('DELETE', `${PATH}/${id}`, undefined, { key });
    await register('a');
    await register('b');
    expect(await remove('a', 'another-writer')).toMatchObject({ status: 401, body: OTHER });
    expect([(await remove('a', 'the-writer')).status, (await remove('b', 'the-admin')).status]).toEqual([
      204, 204,
    ]);
    expect(await remove('a', 'the-writer')).toMatchObject({
      status: 404,
      body: { error: 'Scheduler not registered' },
    });
    expect((await send('GET', `${PATH}/a`)).status).toBe(404);
    expect((await send('PUT', `${PATH}/a/status`, { status: 'running' })).status).toBe(404);
  });
});

describe('timing', () => {
  const cron = (timezone: string, graceMs: number) => ({
    type: 'cron',
    expression: '0 3 * * *',
    timezone,
    graceMs,
  });
  const interval = (intervalMs: number, graceMs: number) => ({ type: 'interval', intervalMs, graceMs });
  const none = { type: 'none' };

  it.each([
    [[{}], none],
    [[{ schedule: '0 3 * * *' }], cron('UTC', 300_000)],
    [[{ schedule: '0 3 * * *', timezone: 'Europe/Paris', grace_seconds: 0 }], cron('Europe/Paris', 0)],
    [[{ expected_interval_seconds: 60 }], interval(60_000, 300_000)],
    [[{ expected_interval_seconds: 60, grace_seconds: 5 }], interval(60_000, 5_000)],
    [[{ schedule: '0 3 * * *', timezone: 'Asia/Tokyo' }, { grace_seconds: 9 }], cron('Asia/Tokyo', 9_000)],
    [
      [{ schedule: '0 4 * * *', timezone: 'Asia/Tokyo' }, { schedule: '0 3 * * *' }],
      cron('Asia/Tokyo', 300_000),
    ],
    [
      [{ schedule: '0 3 * * *', grace_seconds: 9 }, { expected_interval_seconds: 60 }],
      interval(60_000, 9_000),
    ],
    [[{ expected_interval_seconds: 60, grace_seconds: 9 }, { schedule: '0 3 * * *' }], cron('UTC', 9_000)],
    [[{ schedule: '0 3 * * *' }, { schedule: '' }], none],
    [[{ schedule: '0 3 * * *' }, { schedule: '', expected_interval_seconds: 60 }], interval(60_000, 300_000)],
    [[{ expected_interval_seconds: 60 }, { expected_interval_seconds: 0 }], none],
    [
      [{ expected_interval_seconds: 60 }, { expected_interval_seconds: null, schedule: null }],
      interval(60_000, 300_000),
    ],
  ])('%j', async (registrations, schedule) => {
    const { register, stored } = await schedulerWorld();
    for (const fields of registrations) expect([200, 201]).toContain((await register('a', fields)).status);
    const { config } = await stored('a');
    expect(config.schedule).toEqual(schedule);
    expect(config.expectedFromStart).toBe(schedule.type !== 'none');
  });

  it('limits of runs and thresholds', async () => {
    const { register, stored } = await schedulerWorld();
    await register('a');
    expect((await stored('a')).config).toMatchObject({
      runLimits: { maxRuntimeMs: 24 * HOUR },
      thresholds: { failures: 1, recoveries: 1 },
    });
    const limits = { max_runtime_seconds: 60, heartbeat_timeout_seconds: 30 };
    await register('a', { ...limits, failure_threshold: 3, recovery_threshold: 2 });
    expect((await stored('a')).config).toMatchObject({
      runLimits: { maxRuntimeMs: 60_000, silenceMs: 30_000 },
      thresholds: { failures: 3, recoveries: 2 },
    });
    await register('a', { heartbeat_timeout_seconds: 0 });
    expect((await stored('a')).config.runLimits).toEqual({ maxRuntimeMs: 60_000 });
  });
});

it.each([
  [undefined, 'The body is required'],
  [[], 'The body must be an object'],
  [{}, 'scheduler_id is required'],
  [{ scheduler_id: null }, 'scheduler_id is required'],
  [{ scheduler_id: 5 }, 'scheduler_id must be text'],
  [{ scheduler_id: 'a b' }, expect.stringMatching(/^scheduler_id must be 1 to 128 characters/)],
  [{ scheduler_id: 'a', service_name: 5 }, 'service_name must be text'],
  [{ scheduler_id: 'a', job_name: 'x'.repeat(201) }, 'job_name must have at most 200 characters'],
  [{ scheduler_id: 'a', owner_email: 'nobody' }, 'owner_email must be an e-mail address'],
  [{ scheduler_id: 'a', alert_user_id: 5 }, 'alert_user_id must be text'],
  [{ scheduler_id: 'a', tags: ['a', ''] }, 'tags[1] must not be empty'],
  [
    { scheduler_id: 'a', ...BOTH },
    'expected_interval_seconds does not go with schedule: give one of the two',
  ],
  [
    { scheduler_id: 'a', schedule: 'daily' },
    'schedule "daily" is not a cron expression of five fields such as "30 2 * * 1-5"',
  ],
  [
    { scheduler_id: 'a', schedule: '0 3 * * *', timezone: 'CET+1' },
    'timezone "CET+1" is not an IANA time zone such as Europe/Paris or UTC',
  ],
  [{ scheduler_id: 'a', schedule: '0 3 31 2 *' }, 'schedule "0 3 31 2 *" never occurs'],
  [{ scheduler_id: 'a', timezone: 'UTC' }, 'timezone only goes with schedule'],
  [
    { scheduler_id: 'a', grace_seconds: 5 },
    'grace_seconds only goes with schedule or expected_interval_seconds',
  ],
  [
    { scheduler_id: 'a', expected_interval_seconds: 0.5 },
    'expected_interval_seconds must be a whole number from 0 to 31,536,000',
  ],
  [
    { scheduler_id: 'a', max_runtime_seconds: 0 },
    'max_runtime_seconds must be a whole number from 1 to 31,536,000',
  ],
  [{ scheduler_id: 'a', failure_threshold: 0 }, 'failure_threshold must be a whole number from 1 to 100'],
])('%j does not fit, is named and registers nothing', async (body, error) => {
  const { send, store } = await schedulerWorld();
  const answer = await send('POST', `${PATH}/register`, body);
  expect([answer.status, answer.body.error]).toEqual([400, error]);
  expect(answer.body.issues).toHaveLength(1);
  expect((await store.listMonitors('scheduler', { limit: 1 })).items).toEqual([]);
});

it('a change that does not fit leaves it as it was', async () => {
  const { register, stored } = await schedulerWorld();
  await register('a', { schedule: '0 3 * * *' });
  const before = await stored('a');
  expect((await register('a', { timezone: 'Mars/Base', job_name: 'x' })).status).toBe(400);
  expect(await stored('a')).toEqual(before);
});
