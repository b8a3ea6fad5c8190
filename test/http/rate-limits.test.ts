import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, ratesOf } from '../../lambdas/runtime/limits.ts';
import { RateLimiter } from '../../lambdas/runtime/rate-limiter.ts';
import { sourceNetwork } from '../../lambdas/runtime/source-network.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { MINUTE, SECOND } from '../support/monitors.ts';

const body = { serviceId: 'a' };

async function statusesOf(count: number, send: () => Promise<{ statusCode?: number | undefined }>) {
  const statuses: (number | undefined)[] = [];
  for (let i = 0; i < count; i++) statuses.push((await send()).statusCode);
  return statuses;
}

it('one monitor takes 30 beats at once, then one a second', async () => {
  const { has, send, clock } = await openHttpWorld();
  await has({ id: 'a' });
  const beat = () => send('POST', '/api/heartbeat', { body });
  expect(await statusesOf(31, beat)).toEqual([...Array(30).fill(200), 429]);
  const refused = await beat();
  expect(bodyOf(refused)).toEqual({ error: 'Too many heartbeats for one monitor: at most 60 a minute' });
  expect(refused.headers).toMatchObject({ 'retry-after': '1' });
  clock.advance(SECOND);
  expect(await statusesOf(2, beat)).toEqual([200, 429]);
  clock.advance(MINUTE);
  expect(await statusesOf(31, beat)).toEqual([...Array(30).fill(200), 429]);
});

it.each(['down', 'degraded'])('a flood of heartbeats cannot swallow the news of being %s', async (status) => {
  const { has, hasKey, send, store } = await openHttpWorld();
  await has({ id: 'a', key: 'right' });
  const beat = (report: object = {}) =>
    send('POST', '/api/heartbeat', { body: { ...body, ...report }, headers: bearer('right') });
  expect(await statusesOf(31, beat)).toEqual([...Array(30).fill(200), 429]);
  expect((await beat({ status })).statusCode).toBe(200);
  expect(await store.read({ kind: 'service', id: 'a' })).toMatchObject({ status });
  // A flood of trouble is a flood.
  expect(await statusesOf(30, () => beat({ status }))).toEqual([...Array(29).fill(200), 429]);

  await hasKey('shared', 'writer');
  const services = (start: number, report: object) =>
    Array.from({ length: 1_000 }, (_, i) => ({ serviceId: `service-${start + i}`, ...report }));
  const errorOf = async (start: number, report: object) => {
    const parts = { body: { services: services(start, report) }, headers: bearer('shared') };
    const { results } = bodyOf(await send('POST', '/api/heartbeat', parts)) as {
      results: { error: string }[];
    };
    return results[0]!.error;
  };
  for (const start of [0, 1_000]) await errorOf(start, {});
  expect(await errorOf(2_000, {})).toMatch(/^Too many heartbeats with one key/);
  expect(await errorOf(2_000, { status })).toBe('Unknown serviceId');
});

describe('beats that would have counted are not refused in silence', () => {
  const refused = 'Heartbeats are refused: they come too fast';
  const limit = 'Too many heartbeats for one monitor: at most 60 a minute';

  it('a line a minute for each monitor', async () => {
    const { has, send, clock, warnings } = await openHttpWorld();
    await has({ id: 'open' });
    await has({ id: 'keyed', key: 'right' });
    const services = [{ serviceId: 'open' }, { serviceId: 'keyed', token: 'right' }];
    const beats = (count: number) =>
      statusesOf(count, () => send('POST', '/api/heartbeat', { body: { services } }));
    await beats(30);
    expect(warnings).toEqual([]);
    await beats(50);
    const lines = ['service/open', 'service/keyed'].map((monitor) => [{ monitor, limit }, refused]);
    expect(warnings).toEqual(lines);
    clock.advance(MINUTE);
    await beats(80);
    expect(warnings).toEqual([...lines, ...lines]);
  });

  it('nothing of strangers, who do not use up the line of those who have the key', async () => {
    const { has, send, warnings } = await openHttpWorld();
    await has({ id: 'a', key: 'right' });
    await has({ id: 'b', key: 'of-another' });
    const beat = (parts: object) => send('POST', '/api/heartbeat', { body, ...parts });
    for (const parts of [
      {},
      { headers: bearer('guess') },
      { headers: bearer('of-another') },
      { body: { serviceId: 'nobody' } },
    ]) {
      await statusesOf(40, () => beat(parts));
    }
    expect(warnings).toEqual([]);
    await statusesOf(40, () => beat({ headers: bearer('right') }));
    expect(warnings).toEqual([[{ monitor: 'service/a', limit }, refused]]);
  });

  it('one line for a key that speaks for many', async () => {
    const { send, hasKey, warnings } = await openHttpWorld();
    await hasKey('shared', 'writer');
    for (const start of [0, 1_000, 2_000, 3_000]) {
      const services = Array.from({ length: 1_000 }, (_, i) => `service-${start + i}`);
      await send('POST', '/api/heartbeat', { body: { services }, headers: bearer('shared') });
    }
    const facts = {
      keyId: 'id of shared',
      limit: 'Too many heartbeats with one key: at most 12,000 a minute',
    };
    expect(warnings).toEqual([[facts, refused]]);
  });
});

it('in a batch the limited service fails alone', async () => {
  const { has, send } = await openHttpWorld();
  for (const id of ['a', 'b']) await has({ id });
  await statusesOf(30, () => send('POST', '/api/heartbeat', { body }));
  const answer = await send('POST', '/api/heartbeat', { body: { services: ['a', 'b'] } });
  expect(answer).toMatchObject({ statusCode: 207, headers: { 'retry-after': '1' } });
  expect(bodyOf(answer)).toMatchObject({
    results: [
      { serviceId: 'a', success: false, error: expect.stringContaining('at most 60 a minute') },
      { serviceId: 'b', success: true },
    ],
  });
});

it('beats without the key cannot use up the share of those with it', async () => {
  const { has, send } = await openHttpWorld();
  await has({ id: 'a', key: 'right' });
  await statusesOf(100, () => send('POST', '/api/heartbeat', { body, headers: bearer('wrong') }));
  expect((await send('POST', '/api/heartbeat', { body, headers: bearer('right') })).statusCode).toBe(200);
});

it('one key takes 2,000 beats at once', async () => {
  const { send, hasKey } = await openHttpWorld();
  await hasKey('shared', 'writer');
  const batch = (start: number) => Array.from({ length: 1_000 }, (_, i) => `service-${start + i}`);
  const errors: string[] = [];
  for (const start of [0, 1_000, 2_000]) {
    const parts = { body: { services: batch(start) }, headers: bearer('shared') };
    const { results } = bodyOf(await send('POST', '/api/heartbeat', parts)) as {
      results: { error: string }[];
    };
    errors.push(results[0]!.error);
  }
  const limited = 'Too many heartbeats with one key: at most 12,000 a minute';
  expect(errors).toEqual(['Unknown serviceId', 'Unknown serviceId', limited]);
});

describe('wrong keys', () => {
  it('20 from one address, then 429; a right key is let through all the same', async () => {
    const { has, send, clock } = await openHttpWorld();
    for (let i = 0; i < 25; i++) await has({ id: `s${i}`, key: 'right' });
    let i = 0;
    const guess = (source: string) =>
      send('POST', '/api/heartbeat', {
        body: { serviceId: `s${i++ % 25}` },
        headers: bearer('guess'),
        source,
      });
    expect(await statusesOf(21, () => guess('192.0.2.7'))).toEqual([...Array(20).fill(401), 429]);
    const right = { body: { serviceId: 's24' }, headers: bearer('right'), source: '192.0.2.7' };
    expect((await send('POST', '/api/heartbeat', right)).statusCode).toBe(200);
    expect((await guess('192.0.2.8')).statusCode).toBe(401);
    clock.advance(3 * SECOND);
    expect((await guess('192.0.2.7')).statusCode).toBe(401);
  });

  it('on the management side too', async () => {
    const { send, hasKey } = await openHttpWorld();
    await hasKey('the-admin', 'admin');
    const pause = (key: string) => send('POST', '/api/services/a/pause', { headers: bearer(key) });
    expect(await statusesOf(21, () => pause('guess'))).toEqual([...Array(20).fill(401), 429]);
    expect((await pause('the-admin')).statusCode).toBe(404);
  });

  it('a whole IPv6 network of /64 is one sender, the next one is another', async () => {
    const { send } = await openHttpWorld();
    const guess = (source: string) =>
      send('POST', '/api/services/a/pause', { headers: bearer('guess'), source });
    for (let i = 0; i < 20; i++)
      expect((await guess(`2001:db8:0:1::${i.toString(16)}`)).statusCode).toBe(401);
    expect((await guess('2001:db8:0:1:ffff:ffff:ffff:ffff')).statusCode).toBe(429);
    expect((await guess('2001:db8:0:2::1')).statusCode).toBe(401);
  });

  it('a missing key is no guess, nor is a key of somebody else', async () => {
    const { has, send } = await openHttpWorld();
    for (let i = 0; i < 25; i++) await has({ id: `s${i}`, key: 'right' });
    await has({ id: 'other', key: 'of-another' });
    let i = 0;
    const beat = () =>
      send('POST', '/api/heartbeat', { body: { serviceId: `s${i++}` }, headers: bearer('of-another') });
    expect(await statusesOf(25, beat)).toEqual(Array(25).fill(401));
  });
});

it('management is limited more tightly than beats', async () => {
  const { send, hasKey, clock } = await openHttpWorld();
  await hasKey('the-admin', 'admin');
  const pause = () => send('POST', '/api/services/a/pause', { headers: bearer('the-admin') });
  expect(await statusesOf(61, pause)).toEqual([...Array(60).fill(404), 429]);
  clock.advance(500);
  expect(await statusesOf(2, pause)).toEqual([404, 429]);
});

it.each(['/api/status', '/api/services'])(
  '%s reads the whole fleet: 120 at once, then four a second',
  async (path) => {
    const { send, clock } = await openHttpWorld();
    const read = () => send('GET', path);
    expect(await statusesOf(121, read)).toEqual([...Array(120).fill(200), 429]);
    expect((await send('GET', '/api/status/history')).statusCode).toBe(200);
    clock.advance(SECOND);
    expect(await statusesOf(5, read)).toEqual([200, 200, 200, 200, 429]);
  },
);

it('a load test may switch the limits off', async () => {
  const { has, send } = await openHttpWorld({ rateLimit: false });
  await has({ id: 'a' });
  expect(new Set(await statusesOf(100, () => send('POST', '/api/heartbeat', { body })))).toEqual(
    new Set([200]),
  );
});

it('a reader without a key is limited by address, one with a key by that key', async () => {
  const { send, hasKey } = await openHttpWorld({ rateLimit: { ...DEFAULT_LIMITS, reading: 5 } });
  await hasKey('the-reader', 'reader');
  const read = (source: string, headers = {}) => send('GET', '/api/status/history', { source, headers });
  expect(await statusesOf(2, () => read('2001:db8::1'))).toEqual([200, 429]);
  expect((await read('2001:db8::2')).statusCode).toBe(429);
  expect((await read('2001:db8::1', bearer('the-reader'))).statusCode).toBe(200);
  expect((await read('192.0.2.9', bearer('the-reader'))).statusCode).toBe(429);
});

describe('limits that operators set', () => {
  it('are the ones that hold, with their bursts', async () => {
    const limits = { ...DEFAULT_LIMITS, monitor: 6, management: 4, wrongKeys: 2 };
    const { has, hasKey, send, clock } = await openHttpWorld({ rateLimit: limits });
    await has({ id: 'a' });
    await hasKey('the-admin', 'admin');
    const beat = () => send('POST', '/api/heartbeat', { body });
    expect(await statusesOf(4, beat)).toEqual([200, 200, 200, 429]);
    const refused = await beat();
    expect(bodyOf(refused)).toEqual({ error: 'Too many heartbeats for one monitor: at most 6 a minute' });
    expect(refused.headers).toMatchObject({ 'retry-after': '10' });
    clock.advance(10 * SECOND);
    expect(await statusesOf(2, beat)).toEqual([200, 429]);
    const pause = (key: string) => send('POST', '/api/services/a/pause', { headers: bearer(key) });
    expect(await statusesOf(3, () => pause('the-admin'))).toEqual([200, 200, 429]);
    expect(await statusesOf(3, () => pause('guess'))).toEqual([401, 401, 429]);
  });

  it('let the largest batch pass, and one of each, however low they are', () => {
    const rates = ratesOf({ monitor: 1, key: 1, management: 1, reading: 1, wrongKeys: 1 });
    expect(rates.key.burst).toBe(1_000);
    for (const { perMinute, burst } of Object.values(rates)) {
      expect(perMinute).toBeGreaterThanOrEqual(1);
      expect(burst).toBeGreaterThanOrEqual(1);
    }
  });
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
  ['unknown', 'unknown'],
  ['not:an:address', 'not:an:address'],
])('%j counts as %j', (source, network) => {
  expect(sourceNetwork(source)).toBe(network);
});

describe('the limiter', () => {
  it('says how long to wait, and that wait suffices', () => {
    const limiter = new RateLimiter({ perMinute: 20, burst: 1 });
    expect(limiter.take('a', 0)).toBe(0);
    const wait = limiter.take('a', 1_000);
    expect(wait).toBe(2_000);
    expect(limiter.take('a', 1_000 + wait - 1)).toBeGreaterThan(0);
    expect(limiter.take('a', 1_000 + wait)).toBe(0);
  });

  it('keeps its memory bounded, and those who come back are still known', () => {
    const limiter = new RateLimiter({ perMinute: 1, burst: 1 });
    limiter.take('a', 0);
    for (let i = 0; i < 25_000; i++) limiter.take(`stranger-${i}`, 0);
    expect(limiter.take('a', 0)).toBeGreaterThan(0);
    expect(limiter.callers).toBeLessThanOrEqual(40_000);
    for (let i = 0; i < 1_000_000; i++) limiter.take(`crowd-${i}`, 0);
    expect(limiter.callers).toBeLessThanOrEqual(40_000);
  });
});

describe('jobs that report all at once', () => {
  const headers = bearer('jobs');

  async function jobs() {
    const { hasKey, send, store } = await openHttpWorld();
    await hasKey('jobs', 'writer');
    const register = (id: string) =>
      send('POST', '/api/v1/schedulers/register', { headers, body: { scheduler_id: id } });
    const report = (id: string, body: object) =>
      send('PUT', `/api/v1/schedulers/${id}/status`, { headers, body });
    return { register, report, store };
  }

  it('register at midnight, a hundred of them under one key', async () => {
    const { register } = await jobs();
    let made = 0;
    expect(await statusesOf(100, () => register(`job-${made++}`))).toEqual(Array(100).fill(201));
  });

  it('begin and end fifty runs of one job in the same moment', async () => {
    const { register, report } = await jobs();
    await register('many-workers');
    for (const status of ['running', 'completed']) {
      let worker = 0;
      const one = () => report('many-workers', { status, run_id: `worker-${worker++}` });
      expect(await statusesOf(50, one)).toEqual(Array(50).fill(200));
    }
  });

  it('end well after a flood of heartbeats', async () => {
    const { register, report, store } = await jobs();
    await register('chatty');
    expect((await report('chatty', { status: 'running' })).statusCode).toBe(200);
    await statusesOf(100, () => report('chatty', { status: 'running', run_id: 'flood' }));
    expect((await report('chatty', { status: 'completed' })).statusCode).toBe(200);
    expect(await store.read({ kind: 'scheduler', id: 'chatty' })).toMatchObject({ status: 'up' });
  });
});

it('counts guessed keys where the status is public too, and shows it to everybody else', async () => {
  const { hasKey, send } = await openHttpWorld({ dashboardAccess: 'public' });
  await hasKey('right', 'reader');
  let guess = 0;
  const read = (key?: string) =>
    send('GET', '/api/status', key === undefined ? {} : { headers: bearer(key) });
  expect(await statusesOf(21, () => read(`guess-${guess++}`))).toEqual([...Array(20).fill(401), 429]);
  expect((await read()).statusCode).toBe(200);
  expect((await read('right')).statusCode).toBe(200);
});
