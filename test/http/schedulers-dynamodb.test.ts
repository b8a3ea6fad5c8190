import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { iso, schedulersOf } from './scheduler-world.ts';

// The same requests on the other store, and what they cost there.
let dynamo: TestDynamo;
let world: Awaited<ReturnType<typeof schedulersOf>>;
const commands: string[] = [];

beforeAll(async () => {
  dynamo = await TestDynamo.start();
  const tableName = await dynamo.createTable();
  dynamo.client.middlewareStack.add(
    (next, context) => (args) => {
      commands.push(String(context.commandName));
      return next(args);
    },
    { step: 'initialize' },
  );
  const clock = new ManualClock(T0);
  const store = createDynamoStore({ client: dynamo.client, tableName, clock });
  world = await schedulersOf(worldOn(store, clock, { rateLimit: false }));
});
afterAll(() => dynamo.stop());

/** The commands that it takes; the key was resolved, and its use was noted, before. */
async function costOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  commands.splice(0);
  await work();
  return [...commands];
}

it.each([
  ['without a name', {}],
  ['with one', { run_id: 'run 1/2: "é"' }],
])('a steady heartbeat of a run %s is one update and one put, without a read', async (_what, run) => {
  const { register, report, heartbeat, stored, clock } = world;
  const id = `steady-${Object.keys(run).length}`;
  await register(id);
  await report(id, 'running', run);
  await heartbeat(id, run);
  clock.advance(SECOND);
  const cost = await costOf(() => heartbeat(id, { scheduler_id: id, metadata: { rows: 5 }, ...run }));
  expect(cost).toEqual(['UpdateItemCommand', 'PutItemCommand']);
  expect(Object.values((await stored(id)).runs)).toMatchObject([{ heardAt: clock.now() }]);
});

it('the start and the end of a run are a read, an update and a put each', async () => {
  const { register, report } = world;
  await register('cost');
  const each = ['GetItemCommand', 'UpdateItemCommand', 'PutItemCommand'];
  expect(await costOf(() => report('cost', 'running'))).toEqual(each);
  expect(await costOf(() => report('cost', 'completed'))).toEqual(each);
});

it('registering again with nothing new is one read', async () => {
  const { register } = world;
  const fields = { service_name: 'Shop', job_name: 'Import', schedule: '0 * * * *', tags: ['a'] };
  await register('again', { ...fields, owner_email: 'team@example.com' });
  expect(await costOf(() => register('again', fields))).toEqual(['GetItemCommand']);
});

it('runs, reasons and pages are as on the other store', async () => {
  const { register, report, heartbeat, read, runs, told, passUntil, clock } = world;
  clock.set(T0);
  const fields = {
    service_name: 'Shop',
    job_name: 'Import',
    schedule: '0 * * * *',
    max_runtime_seconds: 1_800,
  };
  await register('z-job', { ...fields, alert_user_id: 'U1', heartbeat_timeout_seconds: 600 });
  await passUntil('z-job', T0 + HOUR);
  await report('z-job', 'running', { run_id: '__proto__' });
  clock.advance(MINUTE);
  await heartbeat('z-job', { run_id: '__proto__' });
  clock.advance(MINUTE);
  await heartbeat('z-job', { run_id: '__proto__' });
  await passUntil('z-job', T0 + HOUR + 13 * MINUTE);
  const limit = iso(T0 + HOUR + 12 * MINUTE);
  expect(await read('z-job')).toMatchObject({
    status: 'down',
    reason: 'silent-run',
    since: limit,
    alert_user_id: 'U1',
    current_runs: [{ run_id: '__proto__', state: 'silent', must_be_heard_by: limit }],
  });
  const trace = 'x'.repeat(1_000_000);
  const answer = await report('z-job', 'failed', { run_id: '__proto__', error_message: trace });
  expect(answer).toMatchObject({ truncated: ['error_message'] });
  await report('z-job', 'running');
  clock.advance(SECOND);
  await report('z-job', 'running');
  clock.advance(SECOND);
  await report('z-job', 'completed', { metadata: { rows: 0.1 }, execution_time_ms: 1e20 });
  await passUntil('z-job', clock.now() + SECOND);
  expect(told.map(({ from, to, reason }) => `${from} ${to} ${reason}`)).toEqual([
    'unknown down silent-run',
    'down up recovered',
  ]);
  expect((await runs('z-job')).runs).toMatchObject([
    {
      run_id: null,
      outcome: 'completed',
      duration_ms: SECOND,
      execution_time_ms: 1e20,
      metadata: { rows: 0.1 },
    },
    { run_id: null, outcome: 'lost', ended_at: null },
    { run_id: '__proto__', outcome: 'failed', duration_ms: 13 * MINUTE, error_message: 'x'.repeat(2_000) },
  ]);
});

it('lists come in pages, with a filter too', async () => {
  const { register, send } = world;
  for (const id of ['page-c', 'page-a', 'page-b', 'other'])
    await register(id, { service_name: `Paged ${id}` });
  const page = async (query: string) => (await send('GET', `/api/v1/schedulers?q=paged+page${query}`)).body;
  const first = (await page('&limit=2')) as { cursor: string };
  expect(first).toMatchObject({ schedulers: [{ scheduler_id: 'page-a' }, { scheduler_id: 'page-b' }] });
  expect(await page(`&limit=2&cursor=${first.cursor}`)).toMatchObject({
    schedulers: [{ scheduler_id: 'page-c' }],
    cursor: null,
  });
});
