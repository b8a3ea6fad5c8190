import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../core/ports/store.ts';
import { bodyOf } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld, worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { LivingWorld } from './living-world.ts';
import { iso, schedulersOf } from './scheduler-world.ts';

interface Bar {
  readonly at: string;
  readonly outcome: string;
  readonly seconds: number | null;
}
async function recent({ send }: Pick<HttpWorld, 'send'>, monitors: string) {
  const answer = await send('GET', `/api/recent?monitors=${encodeURIComponent(monitors)}`);
  return (bodyOf(answer) as { monitors: { kind: string; id: string; bars: Bar[] }[] }).monitors;
}
const shown = (bars: readonly Bar[] = [], from = T0) =>
  bars.map(({ at, outcome, seconds }) => [(Date.parse(at) - from) / SECOND, outcome, seconds]);

async function living() {
  const clock = new ManualClock(T0);
  const home = new LivingWorld(new MemoryStore(clock), clock);
  await home.sing();
  const beat = (serviceId: string, status = 'up') =>
    home.world.send('POST', '/api/heartbeat', { body: { serviceId, status } });
  return { ...home.world, home, beat };
}

describe('what sends heartbeats', () => {
  it('shows each with the time since the one before, and its silences where they were too long', async () => {
    const world = await living();
    await world.has({ id: 'a' });
    await world.beat('a');
    world.clock.advance(MINUTE);
    await world.beat('a', 'degraded');
    world.clock.advance(MINUTE);
    await world.beat('a', 'down');
    world.clock.advance(MINUTE);
    await world.beat('a');
    const look = () => world.home.sing();
    await world.home.pass(10 * MINUTE, { look });
    await world.beat('a');
    const [monitor] = await recent(world, 'service/a');
    expect(monitor).toMatchObject({ kind: 'service', id: 'a' });
    expect(shown(monitor?.bars)).toEqual([
      [0, 'alive', null],
      [60, 'degraded', 60],
      [120, 'failed', 60],
      [180, 'alive', 60],
      [480, 'missed', 300],
      [780, 'alive', 600],
    ]);
  });

  it('shows the last 48, the oldest of them with its interval too', async () => {
    const world = await openHttpWorld({ at: T0, rateLimit: false });
    await world.has({ id: 'a' });
    for (let i = 0; i < 60; i++) {
      await world.send('POST', '/api/heartbeat', { body: { serviceId: 'a' } });
      world.clock.advance(SECOND);
    }
    const [monitor] = await recent(world, 'service/a');
    expect(monitor?.bars).toHaveLength(48);
    expect(monitor?.bars[0]).toEqual({ at: iso(T0 + 12 * SECOND), outcome: 'alive', seconds: 1 });
    expect(monitor?.bars.at(-1)?.at).toBe(iso(T0 + 59 * SECOND));
  });
});

describe('what reports runs', () => {
  it('shows them with how long they took, those that are open, and those that did not come', async () => {
    const world = await living();
    const jobs = await schedulersOf(world);
    const { clock } = world;
    await jobs.register('n', { expected_interval_seconds: 3_600, grace_seconds: 60 });
    await jobs.report('n', 'running');
    clock.advance(30 * SECOND);
    await jobs.heartbeat('n');
    await jobs.report('n', 'completed');
    await jobs.report('n', 'running');
    clock.advance(10 * SECOND);
    await jobs.report('n', 'failed', { error_message: 'secret' });
    await world.home.pass(3 * HOUR, { look: () => world.home.sing() });
    await jobs.report('n', 'running');
    clock.advance(SECOND);
    // Begun anew: the one before never ended.
    await jobs.report('n', 'running');
    await jobs.report('n', 'running', { run_id: 'b' });
    await jobs.heartbeat('n', { run_id: 'b' });
    const [monitor] = await recent(world, 'scheduler/n');
    const bars = shown(monitor?.bars);
    expect(bars.slice(0, 2)).toEqual([
      [30, 'succeeded', 30],
      [40, 'failed', 10],
    ]);
    expect(bars.slice(-3)).toEqual([
      [3 * 3_600 + 41, 'failed', null],
      [3 * 3_600 + 41, 'running', null],
      [3 * 3_600 + 41, 'running', null],
    ]);
    expect(JSON.stringify(monitor)).not.toContain('secret');
  });

  it('shows that none came in time', async () => {
    const world = await living();
    const jobs = await schedulersOf(world);
    await jobs.register('n', { expected_interval_seconds: 60, grace_seconds: 60 });
    await jobs.report('n', 'running');
    await jobs.report('n', 'completed');
    await world.home.pass(5 * MINUTE, { look: () => world.home.sing() });
    const [monitor] = await recent(world, 'scheduler/n');
    expect(shown(monitor?.bars)).toEqual([
      [0, 'succeeded', 0],
      [120, 'missed', 120],
    ]);
  });
});

describe('monitors are named by kind and id', () => {
  const open = async () => {
    const world = await openHttpWorld({ at: T0 });
    for (const id of ['a', 'b']) await world.has({ id });
    return world;
  };

  it('in the order asked for, each once, and unknown ones are left out', async () => {
    const world = await open();
    const asked = 'service/b, service/nobody,daemon/a,house/a,service/,service/a/b,a,service/a,service/b,';
    expect(await recent(world, asked)).toEqual([
      { kind: 'service', id: 'b', bars: [] },
      { kind: 'service', id: 'a', bars: [] },
    ]);
  });

  it('one that was deleted is left out, and comes back without its past', async () => {
    const world = await living();
    const { send, clock } = world;
    await world.hasKey('the-admin', 'admin');
    const headers = { 'x-api-key': 'the-admin' };
    const add = () => send('POST', '/api/services', { headers, body: { serviceId: 'a', requireKey: false } });
    await add();
    await world.beat('a');
    await world.home.pass(MINUTE);
    await send('DELETE', '/api/services/a', { headers });
    await world.home.pass(MINUTE);
    expect(await recent(world, 'service/a')).toEqual([]);
    await add();
    expect(await recent(world, 'service/a')).toEqual([{ kind: 'service', id: 'a', bars: [] }]);
    clock.advance(SECOND);
    await world.beat('a');
    await world.home.pass(MINUTE);
    expect((await recent(world, 'service/a'))[0]?.bars).toHaveLength(1);
  });

  it.each([
    ['', 'monitors is required'],
    [`?monitors=${'service/a,'.repeat(50)}`, 'monitors must name at most 50 monitors'],
  ])('else it is 400: %#', async (query, error) => {
    const { send } = await open();
    const answer = await send('GET', `/api/recent${query}`);
    expect([answer.statusCode, bodyOf(answer)]).toMatchObject([400, { error }]);
  });
});

it('is 304 until something happened, whatever the time', async () => {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a' });
  const get = (headers: Record<string, string>) =>
    world.send('GET', '/api/recent?monitors=service/a', { headers });
  const etag = String((await get({})).headers?.etag);
  world.clock.advance(HOUR);
  expect((await get({ 'if-none-match': etag })).statusCode).toBe(304);
  await world.send('POST', '/api/heartbeat', { body: { serviceId: 'a' } });
  expect((await get({ 'if-none-match': etag })).statusCode).toBe(200);
});

it('costs one read for all, and at most two for each', async () => {
  const clock = new ManualClock(T0);
  const asked: string[] = [];
  const memory = new MemoryStore(clock);
  const store = new Proxy<Store>(memory, {
    get(target, name: keyof Store) {
      const value = target[name];
      if (typeof value !== 'function') return value;
      return (...args: never[]) => {
        asked.push(name);
        return (value as (...given: never[]) => unknown).apply(target, args);
      };
    },
  });
  const world = worldOn(store, clock, { rateLimit: false });
  for (const id of ['a', 'b', 'c']) await world.has({ id });
  asked.length = 0;
  await recent(world, 'service/a,service/b,service/c,service/nobody');
  const count = (name: string) => asked.filter((one) => one === name).length;
  expect([count('uptimes'), count('beats'), count('read'), asked.length]).toEqual([1, 3, 4, 8]);
});

it.each([
  ['public', 200],
  ['private', 401],
] as const)('while reading is %s, strangers get %i', async (dashboardAccess, status) => {
  const { send } = await openHttpWorld({ at: T0, dashboardAccess });
  expect((await send('GET', '/api/recent?monitors=service/a')).statusCode).toBe(status);
});
