import { describe, expect, it } from '@jest/globals';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { aScheduler, aService, cron, DAY, every, HOUR, MINUTE, T0 } from '../support/monitors.ts';
import { beat } from './contract/beats.ts';
import { aTransition } from './contract/history.ts';
import { opened } from './sqlite-folder.ts';

const clock = new ManualClock(T0);

/** A store that has written back everything it has heard. */
async function aStore(): Promise<SqliteStore> {
  clock.set(T0);
  return await opened(undefined, { clock, writeBackEveryMs: 1 });
}

async function purged(store: SqliteStore, now: number) {
  clock.set(now);
  // A round of write-back has to come by first.
  await new Promise((resolve) => setTimeout(resolve, 30));
  return await store.purge(now);
}

describe('purge', () => {
  it('removes expired monitors with what belongs to them, so that the id begins anew', async () => {
    const store = await aStore();
    const monitor = aService({ status: 'up', expiresAt: T0 + 10 });
    await store.create(monitor);
    await store.create(aService({ id: 'stays' }));
    await beat(store, monitor, T0 + 1);
    await store.countUptime(aTransition());
    expect((await purged(store, T0 + 10)).monitors).toBe(1);
    expect(await store.uptimes([monitor])).toEqual([undefined]);
    expect(await store.beats(monitor, { limit: 10 })).toEqual([]);
    const next = aService({ at: T0 + 10, status: 'up' });
    expect(await store.create(next)).toBe(true);
    expect(await beat(store, next, T0 + 11)).toBe(true);
    expect(await store.beats(next, { limit: 10 })).toHaveLength(1);
    expect(await store.read(aService({ id: 'stays' }))).toBeDefined();
  });

  it('removes gaps in our hearing after 400 days, as it does transitions', async () => {
    const store = await aStore();
    const kept = { from: T0, to: T0 + 10 };
    for (const gap of [{ from: T0, to: T0 + 9 }, kept]) await store.keepGap(gap);
    await purged(store, T0 + 10 + 400 * DAY);
    expect(await store.gapsSince(0)).toEqual([kept]);
  });

  it.each([
    ['a day at least', aService({ config: { schedule: every(MINUTE) } }), DAY],
    ['a hundred periods', aService({ config: { schedule: every(HOUR) } }), 100 * HOUR],
    ['400 days at most', aService({ config: { schedule: every(30 * DAY) } }), 400 * DAY],
    [
      'a hundred periods of a cron schedule',
      aScheduler({ config: { schedule: cron('30 2 * * *') } }),
      100 * DAY,
    ],
    ['30 days without a schedule', aScheduler({ config: { schedule: { type: 'none' } } }), 30 * DAY],
  ])('keeps beats for %s', async (_what, monitor, keptMs) => {
    const store = await aStore();
    await store.create(monitor);
    const beats = Array.from({ length: 450 }, (_, i) => ({ at: T0 + i, type: 'alive' }) as const);
    await Promise.all(beats.map((record) => store.appendBeat(monitor, record)));
    expect((await purged(store, T0 + keptMs)).beats).toBe(0);
    expect((await purged(store, T0 + keptMs + HOUR - 1)).beats).toBe(keptMs === DAY ? 450 : 0);
    await purged(store, T0 + keptMs + HOUR);
    expect(await store.beats(monitor, { limit: 1_000 })).toEqual([]);
  });

  it('shortens a history at its old end only, and goes on recording', async () => {
    const store = await aStore();
    const monitor = aService({ status: 'up' });
    await store.create(monitor);
    for (const at of [T0, T0 + HOUR, T0 + 2 * HOUR]) await beat(store, monitor, at);
    expect((await purged(store, T0 + DAY + HOUR)).beats).toBe(1);
    await beat(store, monitor, T0 + DAY + HOUR);
    const times = (await store.beats(monitor, { limit: 10 })).map((record) => record.at - T0);
    expect(times).toEqual([DAY + HOUR, 2 * HOUR, HOUR]);
  });

  it('leaves beats that a crash would need', async () => {
    const store = await opened(undefined, { clock });
    const monitor = aService({ status: 'up' });
    await store.create(monitor);
    await beat(store, monitor, T0);
    expect((await store.purge(T0 + 10 * DAY)).beats).toBe(0);
  });

  it('removes transitions after 400 days and settled deliveries after 90', async () => {
    const store = await aStore();
    const transition = aTransition({ at: T0 });
    await store.putTransition(transition);
    const settled: Delivery = {
      transitionId: transitionId(transition),
      channel: 'slack',
      transition,
      state: 'failed',
      attempts: 9,
      createdAt: T0,
      settledAt: T0,
    };
    const pending: Delivery = {
      ...settled,
      channel: 'email',
      state: 'pending',
      settledAt: undefined,
      dueAt: T0,
    };
    for (const delivery of [settled, pending]) await store.openDelivery(delivery);
    expect(await purged(store, T0 + 90 * DAY)).toMatchObject({ transitions: 0, deliveries: 0 });
    expect(await purged(store, T0 + 90 * DAY + 1)).toMatchObject({ transitions: 0, deliveries: 1 });
    expect(await purged(store, T0 + 400 * DAY)).toMatchObject({ transitions: 0, deliveries: 0 });
    expect(await purged(store, T0 + 400 * DAY + 1)).toMatchObject({ transitions: 1 });
    expect(await store.delivery(pending)).toEqual(pending);
  });

  it('leaves a delivery that failed and is sent again, until it has settled anew for 90 days', async () => {
    const store = await aStore();
    const transition = aTransition({ at: T0 });
    const failed: Delivery = {
      transitionId: transitionId(transition),
      channel: 'slack',
      transition,
      state: 'failed',
      attempts: 9,
      createdAt: T0,
      settledAt: T0,
    };
    await store.openDelivery(failed);
    const again: Delivery = { ...failed, state: 'pending', attempts: 0, dueAt: T0 + 5, settledAt: undefined };
    expect(await store.changeDelivery(failed, again)).toBe(true);
    expect(await purged(store, T0 + 200 * DAY)).toMatchObject({ deliveries: 0 });
    const settled: Delivery = { ...again, state: 'delivered', dueAt: undefined, settledAt: T0 + DAY };
    expect(await store.changeDelivery(again, settled)).toBe(true);
    expect(await purged(store, T0 + 91 * DAY)).toMatchObject({ deliveries: 0 });
    expect(await purged(store, T0 + 91 * DAY + 1)).toMatchObject({ deliveries: 1 });
  });
});
