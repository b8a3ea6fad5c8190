import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
const ADMIN = { role: 'admin', name: 'Ops', expires: null, access: 'private' };
const NOBODY = { ...ADMIN, role: null, name: null };
const PUBLIC = { access: 'public' };

let own: typeof import('../../dashboard/app/api/session.ts');
let api: typeof import('../../dashboard/app/api/request.ts');
/** Who the server takes us for. */
let who: object;

beforeEach(async () => {
  page.open();
  page.asked.length = 0;
  api = await import('../../dashboard/app/api/request.ts');
  own = await import('../../dashboard/app/api/session.ts');
  page.answer = ({ path, method }) => {
    if (path !== 'api/session') return json({ error: 'log in again' }, 401);
    if (method === 'POST') who = { ...who, ...ADMIN, access: (who as typeof ADMIN).access };
    return json(who);
  };
});
afterEach(() => page.close());

/** A request that is answered 401. */
const refused = async (method: 'GET' | 'POST' = 'GET') => {
  await api.request('api/else', { method }).catch(() => undefined);
  await page.pass(0);
};

it('has the login open for as long as there is nothing to see without', async () => {
  who = NOBODY;
  own.keepSession();
  await page.pass(0);
  expect(own.loginOpen.value).toBe(true);
  own.closeLogin();
  expect(own.loginOpen.value).toBe(true);
  await own.logIn('a key');
  expect(own.loginOpen.value).toBe(false);
  expect(own.isAdmin.value).toBe(true);
});

it('asks who we are when a request is refused: one from before the login says nothing of the session since', async () => {
  who = NOBODY;
  own.keepSession();
  await page.pass(0);
  let reply: (answer: Response) => void = () => {};
  const answer = page.answer;
  page.answer = (asked) =>
    asked.path === 'slow' ? new Promise((resolve) => (reply = resolve)) : answer(asked);
  const slow = api.read('slow').catch(() => undefined);
  await own.logIn('a key');
  reply(json({}, 401));
  await slow;
  await page.pass(0);
  expect(own.loginOpen.value).toBe(false);
  expect(own.isAdmin.value).toBe(true);
});

it('does not take what was told of the session before for the one since', async () => {
  who = NOBODY;
  const answer = page.answer;
  let reply: (answer: Response) => void = () => {};
  page.answer = (asked) =>
    asked.method === 'GET' ? new Promise((resolve) => (reply = resolve)) : answer(asked);
  own.keepSession();
  await own.logIn('a key');
  reply(json(NOBODY));
  await page.pass(0);
  expect(own.isAdmin.value).toBe(true);
  expect(own.loginOpen.value).toBe(false);
});

it('opens the login above the page when the session has ended, also where all may read, and leaves the page as it is', async () => {
  who = { ...ADMIN, ...PUBLIC };
  own.keepSession();
  await page.pass(0);
  expect(own.loginOpen.value).toBe(false);
  who = { ...NOBODY, ...PUBLIC };
  await refused('POST');
  expect(own.loginOpen.value).toBe(true);
  expect(own.isEnded.value).toBe(true);
  // A form behind it is not taken away.
  expect(own.isAdmin.value).toBe(true);
  await own.logIn('a key');
  expect(own.loginOpen.value).toBe(false);
});

it('takes nothing away behind a login that cannot be left', async () => {
  who = ADMIN;
  own.keepSession();
  await page.pass(0);
  who = NOBODY;
  await refused();
  own.closeLogin();
  expect(own.loginOpen.value).toBe(true);
  expect(own.isAdmin.value).toBe(true);
});

it('shows what all may read to whoever does not log in again', async () => {
  who = { ...ADMIN, ...PUBLIC };
  own.keepSession();
  await page.pass(0);
  who = { ...NOBODY, ...PUBLIC };
  await refused();
  own.closeLogin();
  expect(own.loginOpen.value).toBe(false);
  expect(own.canRead.value).toBe(false);
});

it('keeps a good session whose key may not do one thing', async () => {
  who = { ...ADMIN, ...PUBLIC, role: 'writer' };
  own.keepSession();
  await page.pass(0);
  await refused('POST');
  expect(own.loginOpen.value).toBe(false);
  expect(own.canManage.value).toBe(true);
});

it('asks again where the first answer failed, and each hour, so that a page that is open all day stays logged in', async () => {
  who = { ...ADMIN, ...PUBLIC };
  const answer = page.answer;
  page.answer = () => json({}, 503);
  own.keepSession();
  await page.pass(0);
  expect(own.canLogIn.value).toBe(false);
  page.answer = answer;
  await page.pass(10_000);
  expect(own.canLogIn.value).toBe(true);
  expect(own.isAdmin.value).toBe(true);
  const before = page.countOf('api/session');
  await page.pass(3 * 3_600_000);
  expect(page.countOf('api/session')).toBe(before + 3);
});
