import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { iso, PATH, schedulerWorld } from './scheduler-world.ts';

// T0 is 12:00 UTC; the job runs at each full hour with 5 minutes of grace, for at most half an hour.
const HOURLY = { schedule: '0 * * * *', max_runtime_seconds: 1_800, heartbeat_timeout_seconds: 600 };

async function world(fields: Record<string, unknown> = HOURLY) {
  const world = await schedulerWorld();
  await world.register('a', fields);
  const ask = (what: 'pause' | 'resume', key?: string | null) =>
    world.send('POST', `${PATH}/a/${what}`, undefined, key === undefined ? {} : { key });
  const until = (at: number) => world.passUntil('a', at);
  const news = () => world.told.splice(0).map((t) => `${t.from} ${t.to} ${t.reason} ${iso(t.at)}`);
  return { ...world, ask, until, news };
}

describe('a paused scheduler', () => {
  it('is shown as such, waits for nothing, and is told of nothing', async () => {
    const { ask, read, until, news } = await world();
    expect(await ask('pause')).toMatchObject({
      status: 200,
      body: { scheduler_id: 'a', status: 'paused', next_expected_at: null, down_after: null },
    });
    await until(T0 + 12 * HOUR);
    expect(news()).toEqual([`unknown paused paused ${iso(T0)}`]);
    expect(await read('a')).toMatchObject({ status: 'paused', reason: 'paused' });
  });

  it('old silence does not alarm when it is watched again: the next slot counts', async () => {
    const { ask, until, news } = await world();
    await ask('pause');
    await until(T0 + 12 * HOUR + 20 * MINUTE);
    expect(await ask('resume')).toMatchObject({
      status: 200,
      body: { status: 'unknown', reason: 'resumed', down_after: iso(T0 + 13 * HOUR + 5 * MINUTE) },
    });
    news();
    await until(T0 + 13 * HOUR + 5 * MINUTE);
    expect(news()).toEqual([`paused unknown resumed ${iso(T0 + 12 * HOUR + 20 * MINUTE)}`]);
    await until(T0 + 13 * HOUR + 6 * MINUTE);
    expect(news()).toEqual([`unknown down never-heard ${iso(T0 + 13 * HOUR + 5 * MINUTE)}`]);
  });

  it('is heard: its runs are kept, and a failure changes nothing', async () => {
    const { ask, clock, report, runs, read, until, news } = await world();
    await ask('pause');
    await until(T0 + HOUR);
    await report('a', 'running');
    clock.advance(MINUTE);
    await report('a', 'failed', { error_message: 'disk full' });
    expect(await read('a')).toMatchObject({ status: 'paused', last_heard_at: iso(clock.now()) });
    expect(await runs('a')).toMatchObject({
      runs: [{ outcome: 'failed', duration_ms: MINUTE, error_message: 'disk full' }],
    });
    await ask('resume');
    await until(clock.now() + SECOND);
    expect(news().map((line) => line.split(' ')[1])).toEqual(['paused', 'unknown']);
  });

  it('an open run goes over no limit, and has all of its time again afterwards', async () => {
    const { ask, report, heartbeat, read, until, news } = await world();
    await until(T0 + HOUR);
    await report('a', 'running', { run_id: 'r1' });
    await heartbeat('a');
    await ask('pause');
    await until(T0 + 4 * HOUR);
    expect(await read('a')).toMatchObject({
      current_runs: [{ run_id: 'r1', state: 'running', must_end_by: null, must_be_heard_by: null }],
    });
    await ask('resume');
    expect(await read('a')).toMatchObject({
      status: 'running',
      current_runs: [
        { must_end_by: iso(T0 + 4.5 * HOUR), must_be_heard_by: iso(T0 + 4 * HOUR + 10 * MINUTE) },
      ],
    });
    news();
    await until(T0 + 4 * HOUR + 10 * MINUTE + SECOND);
    expect(news()).toEqual([
      `paused unknown resumed ${iso(T0 + 4 * HOUR)}`,
      `unknown down silent-run ${iso(T0 + 4 * HOUR + 10 * MINUTE)}`,
    ]);
  });

  it('a run that was only announced stays announced', async () => {
    const { ask, report, read } = await world({});
    await report('a', 'pending', { run_id: 'r1' });
    await ask('pause');
    expect(await read('a')).toMatchObject({ current_runs: [{ run_id: 'r1', state: 'pending' }] });
  });

  it('a good end after the pause is its first good news', async () => {
    const { ask, report, read, until, news } = await world({});
    await report('a', 'running');
    await report('a', 'failed');
    await ask('pause');
    await report('a', 'running');
    await ask('resume');
    await report('a', 'completed');
    await until(T0 + SECOND);
    expect(news().at(-1)).toBe(`unknown up heartbeat ${iso(T0)}`);
    expect(await read('a')).toMatchObject({ status: 'up', current_runs: [] });
  });
});

describe('who may pause', () => {
  it.each([
    ['its own key', 'the-writer', 200],
    ['an admin', 'the-admin', 200],
    ['another writer', 'another-writer', 401],
    ['a reader', 'the-reader', 403],
    ["a service's key", 'of-a-service', 403],
    ['nobody', null, 401],
  ])('%s', async (_who, key, status) => {
    const { ask, read } = await world();
    expect((await ask('pause', key)).status).toBe(status);
    expect(await read('a')).toMatchObject({ status: status === 200 ? 'paused' : 'unknown' });
    await ask('pause');
    expect((await ask('resume', key)).status).toBe(status);
    expect(await read('a')).toMatchObject({ status: status === 200 ? 'unknown' : 'paused' });
  });

  it.each(['b', '%', '..', 'x'.repeat(200)])('%j is not registered', async (id) => {
    const { send } = await world();
    for (const what of ['pause', 'resume'])
      expect(await send('POST', `${PATH}/${id}/${what}`)).toMatchObject({
        status: 404,
        body: { error: 'Scheduler not registered' },
      });
  });
});

it('twice is once, and an end of no pause changes nothing', async () => {
  const { ask, stored } = await world();
  await ask('resume');
  const { version } = await stored('a');
  await ask('pause');
  await ask('pause');
  expect(await stored('a')).toMatchObject({ version: version + 1, status: 'paused' });
});
