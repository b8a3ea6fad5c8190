import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutBytes } from '../../contracts/http/cut.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { EventParts } from '../support/http-event.ts';
import { bodyOf } from '../support/http-event.ts';
import { openHttpWorld, worldOn } from '../support/http-world.ts';
import { overriding } from '../support/intercept.ts';
import { A_UUID, anApplication, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { applicationWorld } from './application-world.ts';

const timestamp = new Date(T0).toISOString();
const RECEIVED = { success: true, message: 'Heartbeat received', timestamp };
const UNKNOWN = { error: 'Unknown application' };

/** The message that was kept of a heartbeat with this body. */
async function kept(body: unknown, parts: EventParts = {}) {
  const { ping, store, ref } = await applicationWorld();
  const answer = await ping('POST', { body, ...parts });
  expect(answer.status).toBe(200);
  const [record] = await store.beats(ref, { limit: 1 });
  expect(record).toMatchObject({ at: T0, type: 'alive' });
  return { message: record?.message, truncated: answer.body.truncated };
}

describe('/heartbeat/{uuid}', () => {
  it.each(['POST', 'GET', 'HEAD'])('%s is a heartbeat', async (method) => {
    const { ping, send, path } = await applicationWorld();
    const answer = await ping(method);
    expect([answer.status, answer.body]).toEqual([200, method === 'HEAD' ? null : RECEIVED]);
    expect((await send('GET', path)).body).toMatchObject({
      status: 'up',
      reason: 'heartbeat',
      last_heartbeat: timestamp,
    });
  });

  it('no cache may answer in our place', async () => {
    const { ping, send } = await applicationWorld();
    const answers = [await ping('GET'), await ping('HEAD'), await send('GET', `/heartbeat/${A_UUID}`)];
    for (const { headers } of answers) expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('needs no key and asks for none, whatever key comes with it', async () => {
    const { ping } = await applicationWorld();
    expect((await ping('POST', { headers: { authorization: 'Bearer wrong' } })).status).toBe(200);
  });

  it('takes a slash at its end and a uuid in capitals', async () => {
    const { send, uuid } = await applicationWorld();
    for (const at of [`/heartbeat/${uuid}/`, `/heartbeat/${uuid.toUpperCase()}`, `/heartbeat/${uuid}?rid=1`])
      expect((await send('POST', at, undefined, { headers: {} })).status).toBe(200);
  });

  it('PUT and DELETE are no heartbeats', async () => {
    const { ping } = await applicationWorld();
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await ping(method);
      expect([status, headers?.allow]).toEqual([405, 'POST, GET, HEAD']);
    }
  });

  it('503 where it could not be stored, so that it is sent again', async () => {
    const { store, clock, ref, uuid } = await applicationWorld();
    const failing = overriding(store, (method, act) =>
      method === 'recordSteady' ? () => Promise.reject(new StoreUnavailable('full')) : act,
    );
    const { send } = worldOn(failing, clock);
    expect((await send('POST', `/heartbeat/${uuid}`)).statusCode).toBe(503);
    expect(await store.beats(ref, { limit: 1 })).toEqual([]);
  });
});

describe('the body is kept as the message', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  it.each<[string, unknown, EventParts, string | undefined]>([
    ['text', '1,204 orders\n', {}, '1,204 orders\n'],
    ['whatever its type says', 'done', { headers: form }, 'done'],
    ['JSON, as it is', { status: 'down', message: 'x' }, {}, '{"status":"down","message":"x"}'],
    ['what is no JSON', '{"status":', { headers: { 'content-type': 'application/json' } }, '{"status":'],
    ['base64', 'dône 💥', { base64: true }, 'dône 💥'],
    ['a byte order mark is none of it', '\ufeffdone', {}, 'done'],
    ['nothing', '', {}, undefined],
    ['blank', ' \r\n', {}, undefined],
    ['10,000 bytes', 'x'.repeat(10_000), {}, 'x'.repeat(10_000)],
    ['10,000 bytes of longer characters', 'é'.repeat(5_000), {}, 'é'.repeat(5_000)],
    ['control characters', 'a\u0000\u001bb', {}, 'a\u0000\u001bb'],
  ])('%s', async (_what, body, parts, message) => {
    expect(await kept(body, parts)).toEqual({ message, truncated: undefined });
  });

  it.each([
    ['10,001 bytes', 'x'.repeat(10_001), 'x'.repeat(10_000)],
    ['a character across the limit', `x${'💥'.repeat(2_500)}`, `x${'💥'.repeat(2_499)}`],
    ['more than any other body may have', 'x'.repeat(1_400_000), 'x'.repeat(10_000)],
  ])('%s is cut and said to be', async (_what, body, message) => {
    expect(await kept(body)).toEqual({ message, truncated: ['message'] });
    expect(await kept(body, { base64: true })).toEqual({ message, truncated: ['message'] });
  });

  it('what was not text is kept as far as it can be read', async () => {
    const { ping, store, ref } = await applicationWorld();
    const binary = Buffer.from([0x1f, 0x8b, 0xff, 0x41]).toString('utf8');
    expect((await ping('POST', { body: binary })).status).toBe(200);
    expect((await store.beats(ref, { limit: 1 }))[0]?.message).toBe('\u001f\ufffd\ufffdA');
  });

  it('a message never changes what a heartbeat says: it is alive', async () => {
    const { ping, send, path } = await applicationWorld();
    for (const body of [{ status: 'down' }, 'FAILED', '1', { success: false }]) await ping('POST', { body });
    expect((await send('GET', path)).body).toMatchObject({ status: 'up', last_message: '{"success":false}' });
  });

  it('cutting keeps as many whole characters as fit, and no more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 40 }), (text, limit) => {
        const { value, truncated } = cutBytes(text, limit);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(limit);
        expect(text.startsWith(value)).toBe(true);
        expect(truncated).toBe(value !== text);
        const next = [...text.slice(value.length)][0];
        if (next) expect(Buffer.byteLength(value + next)).toBeGreaterThan(limit);
      }),
    );
  });
});

describe('addresses that nobody has', () => {
  it.each([
    A_UUID,
    'not-a-uuid',
    'd3075fc69e17ad21aa41156edc332979',
    A_UUID.replaceAll('-', ''),
    `${A_UUID}0`,
    '%',
    '%00',
    '..',
    "'--",
  ])('%s is answered as any other', async (uuid) => {
    const { send } = await openHttpWorld();
    for (const method of ['POST', 'GET']) {
      const answer = await send(method, `/heartbeat/${uuid}`);
      expect([answer.statusCode, bodyOf(answer)]).toEqual([404, UNKNOWN]);
    }
  });

  it('are answered 20 times a minute to one source, whose own heartbeats still count', async () => {
    const { send, store, clock } = await openHttpWorld();
    await store.create(anApplication());
    const ping = async (uuid: string, source: string) =>
      (await send('GET', `/heartbeat/${uuid}`, { source })).statusCode;
    const guess = (i: number) =>
      i % 2 ? 'malformed' : `00000000-0000-4000-8000-${`${i}`.padStart(12, '0')}`;
    const statuses: unknown[] = [];
    for (let i = 0; i < 22; i++) statuses.push(await ping(guess(i), '192.0.2.7'));
    expect(statuses).toEqual([...Array(20).fill(404), 429, 429]);
    const refused = await send('POST', `/heartbeat/${guess(98)}`, { source: '192.0.2.7' });
    expect(bodyOf(refused)).toEqual({
      error: 'Too many heartbeats to unknown addresses: at most 20 a minute',
    });
    expect(refused.headers).toMatchObject({ 'retry-after': '3' });
    expect(await ping(A_UUID, '192.0.2.7')).toBe(200);
    expect(await ping(guess(99), '192.0.2.8')).toBe(404);
    clock.advance(3 * SECOND);
    expect(await ping(guess(100), '192.0.2.7')).toBe(404);
  });
});

it('one application takes 30 heartbeats at once, then one a second; the log names it, not its uuid', async () => {
  const { send, store, clock, warnings } = await openHttpWorld();
  await store.create(anApplication());
  const ping = (method = 'POST') => send(method, `/heartbeat/${A_UUID}`);
  for (let i = 0; i < 30; i++) expect((await ping()).statusCode).toBe(200);
  const refused = await ping('GET');
  expect([refused.statusCode, bodyOf(refused)]).toEqual([
    429,
    { error: 'Too many heartbeats for one monitor: at most 60 a minute' },
  ]);
  expect(refused.headers).toMatchObject({ 'retry-after': '1' });
  expect(warnings).toEqual([
    [expect.objectContaining({ monitor: `application/${anApplication().id}` }), expect.any(String)],
  ]);
  clock.advance(MINUTE);
  expect((await ping('HEAD')).statusCode).toBe(200);
});
