import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { iso, PATH, schedulerWorld } from './scheduler-world.ts';

async function world(fields = {}) {
  const world = await schedulerWorld();
  await world.register('a', fields);
  return world;
}

it('a run that is over: start, end, duration, outcome, error and metadata, with what its sender says', async () => {
  const { report, heartbeat, runs, clock } = await world();
  await report('a', 'running', { run_id: 'r1', metadata: { step: 1 } });
  clock.advance(MINUTE);
  await heartbeat('a', { run_id: 'r1', metadata: { step: 2 } });
  clock.advance(MINUTE);
  await report('a', 'failed', {
    run_id: 'r1',
    error_message: 'disk full',
    metadata: { error_type: 'OSError' },
    execution_time_ms: 119_500,
    timestamp: '2026-03-02T12:02:01.5+00:00',
  });
  expect(await runs('a')).toEqual({
    scheduler_id: 'a',
    current_runs: [],
    runs: [
      {
        run_id: 'r1',
        outcome: 'failed',
        started_at: iso(T0),
        ended_at: iso(T0 + 2 * MINUTE),
        duration_ms: 2 * MINUTE,
        execution_time_ms: 119_500,
        client_timestamp: '2026-03-02T12:02:01.500Z',
        error_message: 'disk full',
        metadata: { error_type: 'OSError' },
      },
    ],
    next: null,
  });
});

it('a run that was sent later is shown to have taken as long as its sender says', async () => {
  const { report, runs, send, clock } = await world();
  await report('a', 'running');
  clock.advance(9);
  await report('a', 'completed', { execution_time_ms: 2_012 });
  expect((await runs('a')).runs).toMatchObject([{ duration_ms: 9, execution_time_ms: 2_012 }]);
  const { body: detail } = await send('GET', '/api/monitors/scheduler/a/runs');
  expect(detail).toMatchObject({ runs: [{ durationSeconds: 2.012 }] });
  const { body: recent } = await send('GET', '/api/recent?monitors=scheduler/a');
  expect(recent).toMatchObject({ monitors: [{ bars: [{ outcome: 'succeeded', seconds: 2.012 }] }] });
});

it('a run that is begun anew was lost, and so is one that was told and is announced anew', async () => {
  const { report, runs, clock, passUntil } = await world({ max_runtime_seconds: 60 });
  await report('a', 'running');
  clock.advance(SECOND);
  await report('a', 'running');
  await passUntil('a', T0 + 5 * MINUTE);
  await report('a', 'pending');
  await report('a', 'running');
  clock.advance(SECOND);
  await report('a', 'completed');
  const listed = (await runs('a')).runs.map(({ outcome, started_at, ended_at, duration_ms }) => [
    outcome,
    started_at,
    ended_at,
    duration_ms,
  ]);
  expect(listed).toEqual([
    ['completed', iso(T0 + 5 * MINUTE), iso(T0 + 5 * MINUTE + SECOND), SECOND],
    ['lost', iso(T0 + SECOND), null, null],
    ['lost', iso(T0), null, null],
  ]);
});

it('of more open runs than are kept, the one that is given up was lost', async () => {
  const { report, runs, clock } = await world();
  for (let i = 0; i < 33; i++) {
    clock.advance(SECOND);
    await report('a', 'running', { run_id: `r${i}` });
  }
  const { current_runs, runs: past } = await runs('a');
  expect(current_runs).toHaveLength(32);
  expect(past).toMatchObject([{ run_id: 'r1', outcome: 'lost', started_at: iso(T0 + 2 * SECOND) }]);
});

describe('pages', () => {
  it('walking back by next shows each run once, also those that ended in one moment', async () => {
    const { report, heartbeat, runs, clock } = await world();
    for (let i = 0; i < 12; i++) {
      await report('a', 'running', { run_id: `r${i}` });
      await heartbeat('a', { run_id: `r${i}` });
      if (i % 3 === 0) clock.advance(SECOND);
      await report('a', 'completed', { run_id: `r${i}` });
    }
    const all = (await runs('a')).runs.map(({ run_id }) => run_id);
    expect(all).toHaveLength(12);
    for (const limit of [1, 2, 3, 4, 5, 12]) {
      const seen: unknown[] = [];
      // Three runs end in each moment, and no page ends between them.
      for (let before = ''; ; ) {
        const page = await runs('a', `?limit=${limit}${before}`);
        expect(page.runs.length).toBeLessThanOrEqual(Math.max(limit, 3));
        seen.push(...page.runs.map(({ run_id }) => run_id));
        if (page.next === null) break;
        before = `&before=${String(page.next)}`;
      }
      expect(seen).toEqual(all);
    }
  });

  it('at least a hundred runs are found, 50 at a time', async () => {
    const { report, runs, clock } = await world();
    for (let i = 0; i < 101; i++) {
      await report('a', 'running');
      clock.advance(SECOND);
      await report('a', 'completed');
    }
    expect((await runs('a')).runs).toHaveLength(50);
    const most = await runs('a', '?limit=100');
    expect(most.runs).toHaveLength(100);
    expect((await runs('a', `?before=${String(most.next)}`)).runs).toHaveLength(1);
  });

  it.each([
    ['?limit=0', 'limit must be a whole number from 1 to 100'],
    ['?limit=101', 'limit must be a whole number from 1 to 100'],
    ['?before=yesterday', 'before must be a time such as 2026-03-02T12:00:00.000Z'],
  ])('%s is 400', async (query, error) => {
    const { runs } = await world();
    expect(await runs('a', query)).toMatchObject({ error });
  });
});

it('without a key nothing of what the job said is shown', async () => {
  const { send, report } = await world();
  await report('a', 'running');
  await report('a', 'failed', { error_message: 'password=hunter2', metadata: { host: 'db-1' } });
  const { body } = await send('GET', `${PATH}/a/runs`, undefined, { key: null });
  expect(body).toMatchObject({ runs: [{ outcome: 'failed', error_message: null, metadata: null }] });
  expect(JSON.stringify(body)).not.toMatch(/hunter2|db-1/);
});

it('a month of runs without a schedule is kept', async () => {
  const { report, runs, clock } = await world();
  await report('a', 'completed');
  clock.advance(29 * DAY);
  await report('a', 'completed');
  expect((await runs('a')).runs).toHaveLength(2);
});
