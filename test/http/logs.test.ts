import { expect, it } from '@jest/globals';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { SECOND, T0 } from '../support/monitors.ts';

const iso = (at: number) => new Date(at).toISOString();

async function world() {
  const world = await openHttpWorld({ at: T0 });
  await world.has({ id: 'a', key: 'right' });
  await world.hasKey('the-reader', 'reader');
  const headers = bearer('right');
  const beat = (report: object = {}) => {
    world.clock.advance(SECOND);
    return world.send('POST', '/api/heartbeat', { body: { serviceId: 'a', ...report }, headers });
  };
  const logs = async (query: string) => {
    const answer = await world.send('GET', `/api/logs?serviceId=a${query}`, {
      headers: bearer('the-reader'),
    });
    expect(answer.statusCode).toBe(200);
    return (bodyOf(answer) as { logs: Record<string, unknown>[] }).logs;
  };
  const storeTransition = async () => {
    const { last } = (await world.store.read({ kind: 'service', id: 'a' }))!;
    await world.store.putTransition(last!);
  };
  return { ...world, beat, logs, storeTransition };
}

it('beats and changes of status on one line of time, newest first', async () => {
  const { beat, logs, storeTransition } = await world();
  await beat();
  await storeTransition();
  await beat({ message: 'fine', metadata: { load: 1 } });
  await beat({ status: 'down', message: 'disk full' });
  await storeTransition();
  const disk = { message: 'disk full' };
  expect(await logs('')).toEqual([
    {
      type: 'transition',
      timestamp: iso(T0 + 3_000),
      from: 'up',
      to: 'down',
      reason: 'reported-failure',
      ...disk,
    },
    { type: 'heartbeat', timestamp: iso(T0 + 3_000), status: 'down', metadata: null, ...disk },
    { type: 'heartbeat', timestamp: iso(T0 + 2_000), status: 'up', message: 'fine', metadata: { load: 1 } },
    {
      type: 'transition',
      timestamp: iso(T0 + 1_000),
      from: 'unknown',
      to: 'up',
      reason: 'heartbeat',
      message: null,
    },
    { type: 'heartbeat', timestamp: iso(T0 + 1_000), status: 'up', message: null, metadata: null },
  ]);
  expect((await logs('&type=transition')).map(({ to }) => to)).toEqual(['down', 'up']);
  expect((await logs('&type=heartbeat')).map(({ status }) => status)).toEqual(['down', 'up', 'up']);
  expect(await logs(`&before=${iso(T0 + 2_000)}`)).toHaveLength(2);
  expect(await logs(`&before=${T0 + 2_000}`)).toHaveLength(2);
});

it('walking back by `before` shows every line once, though a change bears the time of its beat', async () => {
  const { beat, logs, storeTransition } = await world();
  for (let i = 0; i < 6; i++) {
    await beat({ status: i % 2 === 0 ? 'up' : 'down' });
    await storeTransition();
  }
  const seen: unknown[] = [];
  let before = '';
  for (;;) {
    const page = await logs(`&limit=3${before}`);
    if (page.length === 0) break;
    seen.push(...page);
    before = `&before=${String(page.at(-1)?.timestamp)}`;
  }
  expect(seen).toEqual(await logs(''));
  expect(seen).toHaveLength(12);
});

it('shows at most 100', async () => {
  const { beat, logs, clock } = await world();
  for (let i = 0; i < 105; i++) {
    await beat();
    clock.advance(SECOND);
  }
  expect(await logs('')).toHaveLength(100);
  expect(await logs('&limit=7')).toHaveLength(7);
});

it.each([
  ['', 400, 'serviceId is required'],
  ['?serviceId=', 400, 'serviceId is required'],
  ['?serviceId=nobody', 404, 'Unknown serviceId'],
  ['?serviceId=a&limit=101', 400, 'limit must be a whole number from 1 to 100'],
  ['?serviceId=a&type=checks', 400, 'type must be heartbeat or transition'],
  ['?serviceId=a&before=yesterday', 400, 'before must be a time such as 2026-03-02T12:00:00.000Z'],
])('GET /api/logs%s', async (query, status, error) => {
  const { send } = await world();
  const answer = await send('GET', `/api/logs${query}`);
  expect([answer.statusCode, bodyOf(answer)]).toMatchObject([status, { error }]);
});
