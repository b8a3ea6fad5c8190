import { describe, expect, it } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import { signedClaim } from '../../lambdas/runtime/session-token.ts';
import { Sessions } from '../../lambdas/runtime/sessions.ts';
import { bearer, bodyOf, httpEvent } from '../support/http-event.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { cookieOf, sessionWorld } from './session-world.ts';

const iso = (at: number) => new Date(at).toISOString();
const NOBODY = { role: null, name: null, expires: null, access: 'private' };
const CLEARED = '__Host-heartbeat-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure';

describe('logging in', () => {
  it.each(['admin', 'writer', 'reader'] as const)('with the key of %s says who that is', async (role) => {
    const { logIn, whoIs } = await sessionWorld();
    const answer = await logIn(` the-${role}\n`);
    const who = { role, name: `the-${role}`, expires: iso(T0 + 12 * HOUR), access: 'private' };
    expect([answer.statusCode, bodyOf(answer)]).toEqual([200, who]);
    expect(await whoIs(cookieOf(answer))).toEqual({ ...who, cookies: undefined });
  });

  it('to two servers on one machine does not end either session: browsers send cookies to all ports', async () => {
    const here = await sessionWorld({ publicUrl: 'http://127.0.0.1:3000' });
    const beside = await sessionWorld({ publicUrl: 'http://127.0.0.1:3001' });
    const both = [cookieOf(await here.logIn('the-admin')), cookieOf(await beside.logIn('the-reader'))].join(
      '; ',
    );
    expect(await here.whoIs(both)).toMatchObject({ role: 'admin', cookies: undefined });
    expect(await beside.whoIs(both)).toMatchObject({ role: 'reader', cookies: undefined });
  });

  it.each([
    [
      'https://heartbeat.example',
      /^__Host-heartbeat-session=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    ],
    [
      'http://127.0.0.1:3000',
      /^heartbeat-session-3000=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    ],
  ])('at %s sets one cookie for our pages alone, in which the key is not', async (publicUrl, form) => {
    const { logIn } = await sessionWorld({ publicUrl });
    const { cookies, headers } = await logIn('the-admin');
    expect(cookies).toEqual([expect.stringMatching(form)]);
    expect(cookies?.[0]).not.toContain('the-admin');
    expect(headers?.['cache-control']).toBe('no-store');
  });

  it.each([
    ['a key that nobody has', 'wrong', 401, 'Invalid API key'],
    ['a key of spaces', '  ', 401, 'Invalid API key'],
    [
      'a key of services',
      'the-beat',
      403,
      "This API key only sends: log in with an admin's, a writer's or a reader's key",
    ],
    [
      'our own canary',
      'the-canary',
      403,
      "This API key only sends: log in with an admin's, a writer's or a reader's key",
    ],
    ['no key', undefined, 400, 'key is required'],
    ['no text', 5, 400, 'key must be text'],
    ['an endless one', 'x'.repeat(1_001), 400, 'key must have at most 1000 characters'],
  ])('with %s does not work', async (_what, key, status, error) => {
    const { logIn } = await sessionWorld();
    const answer = await logIn(key);
    expect([answer.statusCode, bodyOf(answer), answer.cookies]).toMatchObject([status, { error }, undefined]);
  });

  it('cannot be guessed: after 20 wrong keys a minute it is 429, and a right one works on', async () => {
    const { logIn } = await sessionWorld();
    const statuses = [];
    for (let i = 0; i < 21; i++) statuses.push((await logIn(`guess ${i}`)).statusCode);
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    expect((await logIn('the-reader')).statusCode).toBe(200);
  });

  it.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['http://heartbeat.example', 403],
    ['https://heartbeat.example', 200],
    ['https://inside.example:8443', 200],
    ['http://inside.example:8443', 403],
  ])('from a page of %s is %i: nobody is logged in as somebody else', async (origin, status) => {
    const { logIn } = await sessionWorld();
    const headers = { origin, host: 'inside.example:8443' };
    expect((await logIn('the-reader', { headers })).statusCode).toBe(status);
  });

  it('behind a proxy that nobody told us of, the address that was asked is ours', async () => {
    const { logIn } = await sessionWorld({ publicUrl: 'http://127.0.0.1:3000' });
    const headers = { origin: 'https://status.example', host: 'status.example' };
    expect((await logIn('the-reader', { headers })).statusCode).toBe(200);
  });
});

describe('with a session', () => {
  it.each([
    ['admin', [200, 201]],
    ['writer', [200, 403]],
    ['reader', [200, 403]],
  ] as const)('%s may do what the key may', async (role, [read, add]) => {
    const { browser } = await sessionWorld();
    const { send } = await browser(`the-${role}`);
    expect([
      (await send('GET', '/api/status')).statusCode,
      (await send('POST', '/api/services', { body: { serviceId: 'a' } })).statusCode,
    ]).toEqual([read, add]);
  });

  it('what a writer registers belongs to the key', async () => {
    const { browser, store } = await sessionWorld();
    const { send } = await browser('the-writer');
    const body = { scheduler_id: 'nightly' };
    expect((await send('POST', '/api/v1/schedulers/register', { body })).statusCode).toBe(201);
    expect((await store.read({ kind: 'scheduler', id: 'nightly' }))?.keyId).toBe('id of the-writer');
  });

  it('a key in a header wins, also a wrong one', async () => {
    const { browser } = await sessionWorld();
    const { send } = await browser('the-admin');
    const add = async (headers: Record<string, string>) =>
      (await send('POST', '/api/services', { body: { serviceId: 'a' }, headers })).statusCode;
    expect([await add(bearer('the-reader')), await add(bearer('wrong'))]).toEqual([403, 401]);
    // And is no affair of browsers: whoever sends a key sends it on purpose.
    expect(
      await add({ ...bearer('the-admin'), 'x-heartbeat-session': '', origin: 'https://a.example' }),
    ).toBe(201);
  });

  it('no heartbeat is sent', async () => {
    const { browser, has } = await sessionWorld();
    const { send } = await browser('the-admin');
    await has({ id: 'a', key: 'its-own' });
    const beat = await send('POST', '/api/heartbeat', { body: { serviceId: 'a' } });
    expect(beat.statusCode).toBe(401);
    await send('POST', '/api/v1/schedulers/register', { body: { scheduler_id: 'n' } });
    expect((await send('POST', '/api/v1/schedulers/n/heartbeat')).statusCode).toBe(401);
    const daemon = { body: { daemonId: 'd', status: 'healthy' } };
    expect((await send('POST', '/api/daemon/heartbeat', daemon)).statusCode).toBe(401);
  });

  it.each([
    ['without our header', { 'x-heartbeat-session': '' }, 403],
    ['with another value in it', { 'x-heartbeat-session': 'true' }, 403],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a place without a name', { origin: 'null' }, 403],
    ['from our address', { origin: 'https://heartbeat.example' }, 201],
  ])('a change %s is %i', async (_how, headers, status) => {
    const { browser, store } = await sessionWorld();
    const { send } = await browser('the-admin');
    const answer = await send('POST', '/api/services', { body: { serviceId: 'a' }, headers });
    expect(answer.statusCode).toBe(status);
    expect((await store.read({ kind: 'service', id: 'a' })) !== undefined).toBe(status === 201);
    expect((await send('GET', '/api/status', { headers })).statusCode).toBe(200);
  });
});

describe('a session ends', () => {
  it('after 12 hours in which nobody looked; looking prolongs it', async () => {
    const { browser, whoIs, clock, send } = await sessionWorld();
    const { cookie } = await browser('the-reader');
    clock.advance(6 * HOUR);
    expect(await whoIs(cookie)).toMatchObject({ expires: iso(T0 + 12 * HOUR), cookies: undefined });
    clock.advance(SECOND);
    const { expires, cookies } = await whoIs(cookie);
    expect(expires).toBe(iso(T0 + 18 * HOUR + SECOND));
    clock.set(T0 + 12 * HOUR);
    expect(await whoIs(cookie)).toEqual({ ...NOBODY, cookies: [CLEARED] });
    const refused = await send('GET', '/api/status', { cookies: [cookie] });
    expect([refused.statusCode, bodyOf(refused)]).toEqual([
      401,
      { error: 'The session has ended: log in again' },
    ]);
    expect((await send('GET', '/api/status', { cookies: [cookieOf({ cookies })] })).statusCode).toBe(200);
  });

  it('after 30 days, however often somebody looked', async () => {
    const { browser, whoIs, clock } = await sessionWorld();
    let { cookie } = await browser('the-reader');
    const end = T0 + 30 * 24 * HOUR;
    while (clock.now() < end - 7 * HOUR) {
      clock.advance(7 * HOUR);
      const { cookies, expires } = await whoIs(cookie);
      expect(Date.parse(expires!)).toBeLessThanOrEqual(end);
      cookie = cookieOf({ cookies });
    }
    clock.set(end);
    expect(await whoIs(cookie)).toEqual({ ...NOBODY, cookies: [CLEARED] });
  });

  it('with its key: revoked at once where it was revoked, within a minute elsewhere', async () => {
    const { browser, whoIs, store, clock, send } = await sessionWorld();
    const { cookie } = await browser('the-writer');
    await whoIs(cookie);
    // By another process.
    await store.removeKey(hashKey('the-writer'));
    clock.advance(MINUTE);
    expect(await whoIs(cookie)).toEqual({ ...NOBODY, cookies: [CLEARED] });
    expect((await send('GET', '/api/status', { cookies: [cookie] })).statusCode).toBe(401);
    const other = await browser('the-reader');
    const { send: asAdmin } = await browser('the-admin');
    expect((await asAdmin('DELETE', '/api/v1/keys/id%20of%20the-reader')).statusCode).toBe(204);
    expect((await whoIs(other.cookie)).role).toBeNull();
  });

  it('with a key that expires, and its cookie says so', async () => {
    const { logIn, store, whoIs, clock } = await sessionWorld();
    const row = { id: 'k', role: 'reader', name: 'Guest', createdAt: T0 } as const;
    await store.putKey({ ...row, hash: hashKey('a-guest'), expiresAt: T0 + HOUR });
    const answer = await logIn('a-guest');
    expect(answer.cookies?.[0]).toContain('; Max-Age=3600;');
    expect(bodyOf(answer)).toMatchObject({ expires: iso(T0 + HOUR) });
    clock.advance(HOUR);
    expect((await whoIs(cookieOf(answer))).role).toBeNull();
  });

  it('by logging out, for which our header is needed', async () => {
    const { browser } = await sessionWorld();
    const { send } = await browser('the-reader');
    const foreign = await send('DELETE', '/api/session', { headers: { 'x-heartbeat-session': '' } });
    expect([foreign.statusCode, foreign.cookies]).toEqual([403, undefined]);
    const answer = await send('DELETE', '/api/session');
    expect([answer.statusCode, answer.cookies]).toEqual([204, [CLEARED]]);
  });

  it('with a new secret', async () => {
    const { browser, store, clock } = await sessionWorld();
    const { cookie } = await browser('the-admin');
    const keys = new KeyRing({ store, clock, hash: hashKey });
    const sessions = (secret: string) =>
      new Sessions({ keys, clock, publicUrl: 'https://heartbeat.example', secret: async () => secret });
    const event = httpEvent('GET', '/', { cookies: [cookie] });
    expect(await sessions('the-session-secret').of(event)).toMatchObject({ role: 'admin' });
    expect(await sessions('another').of(event)).toBeUndefined();
  });
});

describe('a cookie that we did not sign opens nothing', () => {
  const until = T0 + HOUR;
  const hash = hashKey('the-admin');
  const right = signedClaim({ hash, begunAt: T0, expiresAt: until }, 'the-session-secret');
  const signature = right.split('.').at(-1);
  it.each([
    ['signed with another secret', signedClaim({ hash, begunAt: T0, expiresAt: until }, 'guess')],
    ['prolonged by hand', `v1.${hash}.${T0}.${until + HOUR}.${signature}`],
    ['begun later by hand', `v1.${hash}.${T0 + HOUR}.${until}.${signature}`],
    ['for another key', `v1.${hashKey('the-reader')}.${T0}.${until}.${signature}`],
    ['without a signature', `v1.${hash}.${T0}.${until}.`],
    ['of half a signature', right.slice(0, -3)],
    ['with more after it', `${right}x`],
    ['the key itself', 'the-admin'],
    ['empty', ''],
    [
      'signed, but for a key that nobody has',
      signedClaim({ hash: hashKey('x'), begunAt: T0, expiresAt: until }, 'the-session-secret'),
    ],
    [
      'signed, but for a key that only sends',
      signedClaim({ hash: hashKey('the-beat'), begunAt: T0, expiresAt: until }, 'the-session-secret'),
    ],
  ])('%s', async (_how, value) => {
    const { whoIs, send, errors } = await sessionWorld();
    const cookie = `__Host-heartbeat-session=${value}`;
    expect(await whoIs(`__Host-heartbeat-session=${right}`)).toMatchObject({ role: 'admin' });
    expect(await whoIs(cookie)).toEqual({ ...NOBODY, cookies: [CLEARED] });
    expect((await send('GET', '/api/status', { cookies: [cookie] })).statusCode).toBe(401);
    expect(errors).toEqual([]);
  });

  it('under the name that it has over http, at an https address', async () => {
    const { whoIs } = await sessionWorld();
    expect(await whoIs(`heartbeat-session=${right}`)).toEqual({ ...NOBODY, cookies: undefined });
  });

  it('among others in one line it is found', async () => {
    const { whoIs } = await sessionWorld();
    expect((await whoIs(`a=b; __Host-heartbeat-session=${right}; c=d`)).role).toBe('admin');
  });
});

it('while reading is public, whose session has ended reads as a stranger', async () => {
  const { send, whoIs } = await sessionWorld({ dashboardAccess: 'public' });
  const cookie = '__Host-heartbeat-session=gone';
  expect((await send('GET', '/api/status', { cookies: [cookie] })).statusCode).toBe(200);
  expect(await whoIs(cookie)).toMatchObject({ role: null, access: 'public' });
});
