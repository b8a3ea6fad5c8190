import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { iso, schedulerWorld } from './scheduler-world.ts';

// From the request to what is told of it: handlers, store and judge, with a clock that the test moves.
// T0 is 12:00 UTC; `hourly` runs at each full hour with 5 minutes of grace.
const HOURLY = { schedule: '0 * * * *', max_runtime_seconds: 1_800 };

async function world(fields: Record<string, unknown> = HOURLY) {
  const world = await schedulerWorld();
  await world.register('a', { service_name: 'Shop', job_name: 'Import', ...fields });
  const pass = (ms: number) => world.passUntil('a', world.clock.now() + ms);
  /** What was told since the last look. */
  const news = () => world.told.splice(0).map((t) => `${t.from} ${t.to} ${t.reason} ${iso(t.at)}`);
  return { ...world, pass, news, until: (at: number) => world.passUntil('a', at) };
}

describe('each reason goes down, is told once, and a good end restores', () => {
  it('failed, with the error', async () => {
    const { report, read, pass, told, news } = await world();
    await pass(HOUR);
    await report('a', 'running');
    await pass(SECOND);
    await report('a', 'failed', { error_message: 'No such file: /data/eod.csv' });
    await pass(SECOND);
    expect(told.map(({ name, message }) => [name, message])).toEqual([
      ['Shop / Import', 'No such file: /data/eod.csv'],
    ]);
    expect(news()).toEqual([`unknown down reported-failure ${iso(T0 + HOUR + SECOND)}`]);
    expect(await read('a')).toMatchObject({
      status: 'down',
      reason: 'reported-failure',
      message: 'No such file: /data/eod.csv',
      since: iso(T0 + HOUR + SECOND),
    });
    // It fails again at the next hour: nothing new. Then it ends well.
    await pass(HOUR);
    await report('a', 'running');
    await report('a', 'failed', { error_message: 'still no such file' });
    await pass(HOUR);
    expect(news()).toEqual([]);
    await report('a', 'running');
    await report('a', 'completed');
    await pass(SECOND);
    expect(news()).toEqual([`down up recovered ${iso(T0 + 3 * HOUR + 2 * SECOND)}`]);
    expect(await read('a')).toMatchObject({ status: 'up', reason: 'recovered', message: null });
  });

  it('overrun: longer than its longest runtime', async () => {
    const { report, read, pass, until, told, news } = await world();
    await pass(HOUR);
    await report('a', 'running', { run_id: 'r1' });
    const end = T0 + HOUR + 30 * MINUTE;
    expect(await read('a')).toMatchObject({
      status: 'running',
      current_runs: [{ run_id: 'r1', state: 'running', must_end_by: iso(end), must_be_heard_by: null }],
    });
    await until(end);
    expect(news()).toEqual([]);
    await until(end + SECOND);
    expect(told[0]?.message).toContain(`${iso(T0 + HOUR)} is longer than 30 min`);
    expect(news()).toEqual([`unknown down overrun ${iso(end)}`]);
    expect(await read('a')).toMatchObject({
      status: 'down',
      reason: 'overrun',
      current_runs: [{ run_id: 'r1', state: 'overrun' }],
    });
    await report('a', 'completed', { run_id: 'r1' });
    await pass(SECOND);
    expect(news()).toEqual([`down up recovered ${iso(end + SECOND)}`]);
    expect((await read('a')).current_runs).toEqual([]);
  });

  it('silent: a run that has sent heartbeats and stops, after 15 minutes', async () => {
    const { report, heartbeat, read, pass, until, told, news } = await world({});
    await report('a', 'running');
    await pass(5 * MINUTE);
    await heartbeat('a');
    await pass(5 * MINUTE);
    await heartbeat('a');
    const limit = T0 + 25 * MINUTE;
    expect(await read('a')).toMatchObject({
      current_runs: [{ last_heartbeat_at: iso(T0 + 10 * MINUTE), must_be_heard_by: iso(limit) }],
    });
    await until(limit + SECOND);
    expect(told[0]?.message).toContain('silent for longer than 15 min');
    expect(news()).toEqual([`unknown down silent-run ${iso(limit)}`]);
    expect(await read('a')).toMatchObject({ reason: 'silent-run', current_runs: [{ state: 'silent' }] });
    // It was only slow: heard again it runs, but only its good end restores.
    await heartbeat('a');
    await pass(MINUTE);
    expect(await read('a')).toMatchObject({ status: 'down', current_runs: [{ state: 'running' }] });
    expect(news()).toEqual([]);
    await report('a', 'completed');
    await pass(SECOND);
    expect(news()).toEqual([`down up recovered ${iso(limit + SECOND + MINUTE)}`]);
  });

  it('silent: from its start, where a timeout was registered', async () => {
    const { report, pass, news } = await world({ heartbeat_timeout_seconds: 60 });
    await report('a', 'running');
    await pass(61 * SECOND);
    expect(news()).toEqual([`unknown down silent-run ${iso(T0 + MINUTE)}`]);
  });

  it('never silent where no heartbeat was ever sent and none was asked for', async () => {
    const { report, pass, news } = await world({});
    await report('a', 'running');
    await pass(23 * HOUR);
    expect(news()).toEqual([]);
    await pass(2 * HOUR);
    expect(news()).toEqual([`unknown down overrun ${iso(T0 + 24 * HOUR)}`]);
  });

  it('missed: not started in time, first never heard and then heard before', async () => {
    const { report, read, pass, until, news } = await world();
    expect(await read('a')).toMatchObject({
      next_expected_at: iso(T0 + HOUR),
      down_after: iso(T0 + HOUR + 5 * MINUTE),
    });
    await until(T0 + HOUR + MINUTE);
    expect(await read('a')).toMatchObject({ status: 'late' });
    await until(T0 + HOUR + 6 * MINUTE);
    expect(news()).toEqual([`unknown down never-heard ${iso(T0 + HOUR + 5 * MINUTE)}`]);
    await report('a', 'completed');
    await pass(SECOND);
    expect(news()).toEqual([`down up recovered ${iso(T0 + HOUR + 6 * MINUTE)}`]);
    await until(T0 + 2 * HOUR + 6 * MINUTE);
    expect(news()).toEqual([`up down missed ${iso(T0 + 2 * HOUR + 5 * MINUTE)}`]);
    expect(await read('a')).toMatchObject({ status: 'down', reason: 'missed' });
    await report('a', 'running');
    await pass(MINUTE);
    // That it started is no good end yet.
    expect(news()).toEqual([]);
    await report('a', 'completed');
    await pass(SECOND);
    expect(news()).toEqual([`down up recovered ${iso(T0 + 2 * HOUR + 7 * MINUTE)}`]);
  });

  it('an interval: silent for longer than interval and grace', async () => {
    const { report, until, news } = await world({ expected_interval_seconds: 600, grace_seconds: 60 });
    await report('a', 'completed');
    await until(T0 + 11 * MINUTE);
    expect(news()).toEqual([`unknown up heartbeat ${iso(T0)}`]);
    await until(T0 + 12 * MINUTE);
    expect(news()).toEqual([`up down missed ${iso(T0 + 11 * MINUTE)}`]);
  });

  it('failed as often in a row as was registered', async () => {
    const { report, pass, news } = await world({ failure_threshold: 2, recovery_threshold: 2 });
    const run = async (end: string) => {
      await report('a', 'running');
      await report('a', end);
      await pass(SECOND);
      return news().map((line) => line.split(' ').slice(0, 3).join(' '));
    };
    expect(await run('failed')).toEqual([]);
    expect(await run('failed')).toEqual(['unknown down reported-failure']);
    expect(await run('completed')).toEqual([]);
    expect(await run('completed')).toEqual(['down up recovered']);
  });
});

describe('a start a little early', () => {
  it('counts for its slot', async () => {
    const { report, read, pass, until, news } = await world();
    await until(T0 + 55 * MINUTE);
    await report('a', 'running');
    await pass(2 * MINUTE);
    await report('a', 'completed');
    expect(await read('a')).toMatchObject({ status: 'up', next_expected_at: iso(T0 + 2 * HOUR) });
    await until(T0 + 2 * HOUR + 5 * MINUTE);
    expect(news()).toEqual([`unknown up heartbeat ${iso(T0 + 57 * MINUTE)}`]);
    await pass(SECOND);
    expect(news()).toEqual([`up down missed ${iso(T0 + 2 * HOUR + 5 * MINUTE)}`]);
  });

  it('too early does not', async () => {
    const { report, until, news } = await world();
    await until(T0 + 54 * MINUTE);
    await report('a', 'completed');
    await until(T0 + 66 * MINUTE);
    expect(news().at(-1)).toBe(`up down missed ${iso(T0 + 65 * MINUTE)}`);
  });
});

describe('pending', () => {
  it('opens a run and starts no clock', async () => {
    const { report, read, pass, news } = await world({
      max_runtime_seconds: 60,
      heartbeat_timeout_seconds: 60,
    });
    await report('a', 'pending', { run_id: 'r1' });
    expect(await read('a')).toMatchObject({
      status: 'unknown',
      current_runs: [
        { run_id: 'r1', state: 'pending', announced_at: iso(T0), started_at: null, must_end_by: null },
      ],
    });
    await pass(24 * HOUR);
    expect(news()).toEqual([]);
    await report('a', 'running', { run_id: 'r1' });
    const started = T0 + 24 * HOUR;
    expect(await read('a')).toMatchObject({
      status: 'running',
      current_runs: [{ state: 'running', announced_at: iso(T0), started_at: iso(started) }],
    });
    await pass(2 * MINUTE);
    expect(news()).toHaveLength(1);
  });

  it('is not the run that the schedule waits for', async () => {
    const { report, until, news } = await world();
    await until(T0 + HOUR);
    await report('a', 'pending');
    await until(T0 + HOUR + 6 * MINUTE);
    expect(news()).toHaveLength(1);
  });
});

describe('runs that overlap', () => {
  it('are told apart by run_id: each is timed, and the one that hangs goes down', async () => {
    const { report, read, runs, pass, until, news } = await world();
    await until(T0 + HOUR);
    await report('a', 'running', { run_id: 'hangs' });
    await pass(10 * MINUTE);
    await report('a', 'running', { run_id: 'ends' });
    await pass(5 * MINUTE);
    await report('a', 'completed', { run_id: 'ends' });
    expect(await read('a')).toMatchObject({ current_runs: [{ run_id: 'hangs' }] });
    expect(await runs('a')).toMatchObject({
      runs: [{ run_id: 'ends', outcome: 'completed', duration_ms: 5 * MINUTE }],
    });
    expect(news()).toEqual([]);
    await until(T0 + HOUR + 31 * MINUTE);
    expect(news()).toEqual([
      `unknown up heartbeat ${iso(T0 + HOUR + 15 * MINUTE)}`,
      `up down overrun ${iso(T0 + HOUR + 30 * MINUTE)}`,
    ]);
  });

  it('without a run_id the newest counts', async () => {
    const { report, heartbeat, read, runs, pass } = await world({});
    await report('a', 'running', { run_id: 'old' });
    await pass(MINUTE);
    await report('a', 'running', { run_id: 'new' });
    await pass(MINUTE);
    await heartbeat('a');
    expect(await read('a')).toMatchObject({
      current_runs: [
        { run_id: 'new', last_heartbeat_at: iso(T0 + 2 * MINUTE) },
        { run_id: 'old', last_heartbeat_at: null },
      ],
    });
    await report('a', 'completed');
    expect(await runs('a')).toMatchObject({
      current_runs: [{ run_id: 'old' }],
      runs: [{ run_id: 'new', duration_ms: MINUTE }],
    });
  });
});
