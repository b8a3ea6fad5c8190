import { describe, expect, test } from '@jest/globals';
import { KINDS } from '../../core/monitor/ref.ts';
import { countByStatus, readFleet, summarize, withUptimes } from '../../core/paths/read-fleet.ts';
import { aTransition } from '../support/delivering.ts';
import { aDaemon, aScheduler, aService, cron, MINUTE, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const NOW = T0 + MINUTE;

/** One monitor of every status that can be shown, in no order. */
function fleetOfAll() {
  const stage = new Stage();
  const states = [
    heardAt(aService({ id: 'up' }), NOW),
    { ...heardAt(aService({ id: 'down' }), NOW), status: 'down' as const },
    heardAt(
      aService({ id: 'late', config: { schedule: { type: 'interval', intervalMs: 1, graceMs: MINUTE } } }),
      T0,
    ),
    { ...heardAt(aService({ id: 'degraded' }), NOW), status: 'degraded' as const },
    { ...heardAt(aScheduler({ id: 'running' }), NOW), runs: { '-': { startedAt: NOW, announcedAt: NOW } } },
    aService({ id: 'unknown' }),
    { ...aDaemon({ id: 'paused' }), status: 'paused' as const },
    { ...aService({ id: 'closed' }), status: 'closed' as const },
  ];
  for (const monitor of states.reverse()) stage.put(monitor);
  return stage;
}

describe('the fleet', () => {
  test('is read worst first, without what is closed', async () => {
    const views = await readFleet(fleetOfAll().store, KINDS, NOW);
    const order = ['down', 'late', 'degraded', 'running', 'unknown', 'up', 'paused'];
    expect(views.map((view) => view.status)).toEqual(order);
    expect(views.map((view) => view.monitor.id)).toEqual(order);
  });

  test('is ordered by how long each has been so, then by id', async () => {
    const stage = new Stage();
    for (const [id, since] of [
      ['c', T0],
      ['b', T0 + 1],
      ['a', T0 + 1],
      ['d', T0 - 1],
    ] as const)
      stage.put({ ...heardAt(aService({ id }), NOW), status: 'down', since });
    const views = await readFleet(stage.store, ['service'], NOW);
    expect(views.map((view) => view.monitor.id)).toEqual(['d', 'c', 'a', 'b']);
  });

  test('holds only the kinds asked for', async () => {
    const views = await readFleet(fleetOfAll().store, ['daemon', 'application'], NOW);
    expect(views.map((view) => view.monitor.id)).toEqual(['paused']);
  });

  test('is read to its last page', async () => {
    const stage = new Stage();
    for (let i = 0; i < 2_345; i++) stage.put(heardAt(aService({ id: `s${i}` }), NOW));
    const views = await readFleet(stage.store, KINDS, NOW);
    expect(new Set(views.map((view) => view.monitor.id)).size).toBe(2_345);
  });

  test('says when each is expected, and shows one whose schedule cannot be evaluated', async () => {
    const stage = new Stage();
    stage.put(heardAt(aService({ id: 'good' }), T0));
    stage.put({ ...heardAt(aService({ id: 'bad', config: { schedule: cron('nonsense') } }), T0), dueAt: T0 });
    const views = await readFleet(stage.store, KINDS, NOW);
    expect(views.map((v) => [v.monitor.id, v.status, v.expected?.at])).toEqual([
      ['bad', 'up', undefined],
      ['good', 'up', T0 + 5 * MINUTE],
    ]);
  });

  test('is counted by status, with those that nobody has', async () => {
    expect(countByStatus(await readFleet(fleetOfAll().store, KINDS, NOW))).toEqual({
      down: 1,
      late: 1,
      degraded: 1,
      running: 1,
      unknown: 1,
      up: 1,
      paused: 1,
      closed: 0,
      total: 7,
    });
    expect(countByStatus([])).toMatchObject({ down: 0, total: 0 });
  });

  test('is summarized for its history', async () => {
    const { store } = fleetOfAll();
    const summary = await summarize(store, KINDS, NOW);
    expect(summary).toMatchObject({ at: NOW, counts: { down: 1, total: 7 } });
    expect(await store.summaries({ limit: 9 })).toEqual([summary]);
  });

  test('has the uptimes of the monitors shown, in their order', async () => {
    const stage = new Stage();
    for (const id of ['payment-api', 'other']) stage.put(heardAt(aService({ id }), NOW));
    await stage.store.countUptime(aTransition());
    const views = await readFleet(stage.store, KINDS, NOW);
    const withThem = await withUptimes(stage.store, views);
    expect(withThem.map(({ monitor, uptime }) => [monitor.id, uptime !== undefined])).toEqual([
      ['other', false],
      ['payment-api', true],
    ]);
  });
});

test('a new life does not show the uptime of the one before it', async () => {
  const stage = new Stage();
  await stage.store.countUptime(aTransition(1));
  const view = (born: number) => [
    { monitor: { ...aService({ id: 'payment-api' }), born }, status: 'up' as const },
  ];
  expect((await withUptimes(stage.store, view(T0)))[0]!.uptime).toBeDefined();
  expect((await withUptimes(stage.store, view(T0 + 1)))[0]!.uptime).toBeUndefined();
});
