import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld, type WorldOptions } from '../support/http-world.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const iso = (at: number) => new Date(at).toISOString();

async function world(options: WorldOptions = {}) {
  const world = await openHttpWorld({ at: T0, watchedSince: T0 - DAY, rateLimit: false, ...options });
  const read = async () => bodyOf(await world.send('GET', '/api/system')) as Record<string, object>;
  let opened = 0;
  const delivery = async (createdAt: number, state: Delivery['state'], settledAt?: number) => {
    const transition = { kind: 'service', id: 'a', born: T0, sequence: ++opened } as Delivery['transition'];
    await world.store.openDelivery({
      ...{ transitionId: `service/a/${T0}/${opened}`, channel: 'slack', transition, attempts: 0 },
      ...{ createdAt, state, settledAt, dueAt: state === 'pending' ? createdAt : undefined },
    });
  };
  return { ...world, read, delivery };
}

it('a system that has done nothing yet', async () => {
  const { read } = await world({ watchedSince: T0 });
  expect(await read()).toEqual({
    hearing: { heardAt: null, gap: null },
    sweep: { at: null, overdue: false },
    deliveries: { pending: 0, failed: 0, oldestPendingAt: null },
    store: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
});

describe('hearing', () => {
  it.each([
    ['that was never interrupted', [], null],
    ['that is interrupted', [{ from: T0 - HOUR }], { from: iso(T0 - HOUR), to: null }],
    [
      'of which the last gap counts',
      [
        { from: T0 - 9 * HOUR, to: T0 - 8 * HOUR },
        { from: T0 - HOUR, to: T0 - MINUTE },
      ],
      { from: iso(T0 - HOUR), to: iso(T0 - MINUTE) },
    ],
    ['that was, more than a day ago', [{ from: T0 - 2 * DAY, to: T0 - DAY }], null],
  ])('%s', async (_how, gaps, gap) => {
    const { read, store } = await world();
    await store.writeHearing({ heardAt: T0 - SECOND, gaps }, 0);
    expect((await read()).hearing).toEqual({ heardAt: iso(T0 - SECOND), gap });
  });
});

it('a sweep is overdue after three intervals', async () => {
  const { read, store, clock } = await world();
  expect((await read()).sweep).toEqual({ at: null, overdue: true });
  await store.markSweep(T0);
  clock.advance(180 * SECOND);
  expect((await read()).sweep).toEqual({ at: iso(T0), overdue: false });
  clock.advance(1);
  expect((await read()).sweep).toEqual({ at: iso(T0), overdue: true });
});

it('a store in which no canary was kept is failing, where they come steadily', async () => {
  const { read, store, clock } = await world({ longestCanaryPauseMs: 3 * SECOND });
  await store.writeHearing({ heardAt: T0, gaps: [] }, 0);
  clock.advance(5 * SECOND);
  expect((await read()).store).toBe('ok');
  clock.advance(1);
  expect((await read()).store).toBe('failing');
});

describe('deliveries', () => {
  it('that are on their way, and that failed within a day, are counted', async () => {
    const { read, delivery } = await world();
    await delivery(T0 - 30 * HOUR, 'pending');
    await delivery(T0 - HOUR, 'pending');
    await delivery(T0 - 30 * HOUR, 'failed', T0 - 20 * HOUR);
    await delivery(T0 - 35 * HOUR, 'failed', T0 - 25 * HOUR);
    await delivery(T0 - HOUR, 'delivered', T0);
    await delivery(T0 - 8 * DAY, 'pending');
    expect((await read()).deliveries).toEqual({
      pending: 2,
      failed: 1,
      oldestPendingAt: iso(T0 - 30 * HOUR),
    });
  });

  it('of which there are too many are 1,000', async () => {
    const { read, delivery } = await world();
    await Promise.all(Array.from({ length: 1_003 }, (_, i) => delivery(T0 - i, 'pending')));
    expect((await read()).deliveries).toMatchObject({ pending: 1_000 });
  });

  it('are counted once in ten seconds, however many look', async () => {
    const { read, delivery, clock } = await world();
    await Promise.all([read(), read()]);
    await delivery(T0, 'pending');
    clock.advance(10 * SECOND - 1);
    expect((await read()).deliveries).toMatchObject({ pending: 0 });
    clock.advance(1);
    expect((await read()).deliveries).toMatchObject({ pending: 1 });
  });
});

it.each([
  ['public', {}, 200],
  ['private', {}, 401],
  ['private', bearer('the-reader'), 200],
] as const)('while reading is %s, a caller with %j gets %i', async (dashboardAccess, headers, status) => {
  const { send, hasKey } = await world({ dashboardAccess });
  await hasKey('the-reader', 'reader');
  expect((await send('GET', '/api/system', { headers })).statusCode).toBe(status);
});
