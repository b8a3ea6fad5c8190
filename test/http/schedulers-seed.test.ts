import { expect, it } from '@jest/globals';
import { SEED_TIME } from '../support/http-world.ts';
import { iso, PATH, schedulerWorld } from './scheduler-world.ts';

// The bodies of the specification (seed 002), as its clients send them, and the answers to them in full.
const ID = 'my-service-eod-process';
const JOB = { scheduler_id: ID, service_name: 'My Service', job_name: 'EOD Processing' };
const timestamp = iso(SEED_TIME);

const CONFIG = {
  scheduler_id: ID,
  name: 'My Service / EOD Processing',
  service_name: 'My Service',
  job_name: 'EOD Processing',
  schedule: null,
  timezone: null,
  expected_interval_seconds: null,
  grace_seconds: null,
  max_runtime_seconds: 86_400,
  heartbeat_timeout_seconds: null,
  failure_threshold: 1,
  recovery_threshold: 1,
  tags: [],
  channels: [],
  owner_email: 'team@example.com',
  alert_user_id: 'U1234567890',
};
const NEW = {
  ...CONFIG,
  status: 'unknown',
  reason: 'created',
  message: null,
  since: timestamp,
  last_heard_at: null,
  next_expected_at: null,
  down_after: null,
  current_runs: [],
};

const seedWorld = () => schedulerWorld({ at: SEED_TIME });

it('registering: 201 and everything that is known of it, then 200 and the same', async () => {
  const { send } = await seedWorld();
  const body = { ...JOB, owner_email: 'team@example.com', alert_user_id: 'U1234567890' };
  const parts = { headers: { 'x-api-key': 'the-writer', 'Content-Type': 'application/json' } };
  const first = await send('POST', `${PATH}/register`, body, parts);
  expect(first).toMatchObject({ status: 201, headers: { location: `${PATH}/${ID}` } });
  expect(first.body).toEqual({ success: true, ...NEW });
  const again = await send('POST', `${PATH}/register`, body, parts);
  expect([again.status, again.body]).toEqual([200, first.body]);
});

it.each(['running', 'completed', 'failed', 'pending'])(
  'the status "%s" of the quick start',
  async (status) => {
    const { register, send } = await seedWorld();
    await register(ID);
    const payload = {
      ...JOB,
      status,
      timestamp: '2024-01-15T10:29:59.876Z',
      execution_time_ms: status === 'completed' ? 15_000 : undefined,
      error_message: status === 'failed' ? 'disk full' : undefined,
      metadata: { records_processed: 1_000, environment: 'production' },
    };
    const answer = await send('PUT', `${PATH}/${ID}/status`, payload);
    expect([answer.status, answer.body]).toEqual([
      200,
      { success: true, scheduler_id: ID, status, timestamp },
    ]);
  },
);

it('the heartbeat', async () => {
  const { register, send } = await seedWorld();
  await register(ID);
  const answer = await send('POST', `${PATH}/${ID}/heartbeat`, { scheduler_id: ID });
  const body = { success: true, scheduler_id: ID, status: 'alive', timestamp };
  expect([answer.status, answer.body]).toEqual([200, body]);
});

it('what the Python client sends: null for what it does not know, and its own way of writing a time', async () => {
  const { send, stored, store, read } = await seedWorld();
  const job = { scheduler_id: 'python-service-eod', service_name: 'Python Service', job_name: 'EOD' };
  const registered = await send('POST', `${PATH}/register`, { ...job, owner_email: null });
  expect(registered).toMatchObject({ status: 201, body: { owner_email: null } });
  const none = { execution_time_ms: null, error_message: null, metadata: null };
  const body = { ...job, status: 'running', timestamp: '2024-01-15T10:29:59.123456Z', ...none };
  expect((await send('PUT', `${PATH}/python-service-eod/status`, body)).status).toBe(200);
  const [record] = await store.beats(await stored('python-service-eod'), { limit: 1 });
  expect(record).toEqual({
    at: SEED_TIME,
    type: 'started',
    clientTime: '2024-01-15T10:29:59.123Z',
    runStartedAt: SEED_TIME,
  });
  expect(await read('python-service-eod')).toMatchObject({ status: 'running', name: 'Python Service / EOD' });
});

it('the curl lines', async () => {
  const { send, runs } = await seedWorld();
  const registration = `{
    "scheduler_id": "test-service-eod",
    "service_name": "Test Service",
    "job_name": "Test Job"
  }`;
  expect((await send('POST', `${PATH}/register`, registration)).status).toBe(201);
  const status = `{
    "scheduler_id": "test-service-eod",
    "service_name": "Test Service",
    "job_name": "Test Job",
    "status": "completed",
    "timestamp": "2024-01-15T01:00:00Z",
    "execution_time_ms": 5000
  }`;
  expect((await send('PUT', `${PATH}/test-service-eod/status`, status)).status).toBe(200);
  expect((await runs('test-service-eod')).runs).toEqual([
    {
      run_id: null,
      outcome: 'completed',
      started_at: null,
      ended_at: timestamp,
      duration_ms: null,
      execution_time_ms: 5_000,
      client_timestamp: '2024-01-15T01:00:00.000Z',
      error_message: null,
      metadata: null,
    },
  ]);
});

it('error handling: 404 until it is registered, 401 for a wrong key, 429 in a flood', async () => {
  const { send } = await schedulerWorld({ at: SEED_TIME, rateLimit: true });
  const update = (key?: string) =>
    send('PUT', `${PATH}/${ID}/status`, { ...JOB, status: 'running' }, key === undefined ? {} : { key });
  const unknown = await update();
  expect([unknown.status, unknown.body]).toEqual([404, { error: 'Scheduler not registered' }]);
  expect((await send('POST', `${PATH}/register`, JOB)).status).toBe(201);
  expect((await update()).status).toBe(200);
  const wrong = await update('your-api-key');
  expect([wrong.status, wrong.body]).toEqual([401, { error: 'Invalid API key' }]);
  let flooded = await update();
  for (let i = 0; i < 30 && flooded.status === 200; i++) flooded = await update();
  expect(flooded).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect(flooded.body).toEqual({ error: 'Too many heartbeats for one monitor: at most 60 a minute' });
});
