import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
let api: typeof import('../../dashboard/app/api/request.ts');
let keepAsking: typeof import('../../dashboard/app/api/keep-asking.ts').keepAsking;
let asking: import('../../dashboard/app/api/keep-asking.ts').Asking;

beforeEach(async () => {
  page.open();
  api = await import('../../dashboard/app/api/request.ts');
  ({ keepAsking } = await import('../../dashboard/app/api/keep-asking.ts'));
  page.asked.length = 0;
  page.hide(false);
});
afterEach(() => {
  asking.stop();
  page.close();
});

const ask = () => {
  asking = keepAsking({ ask: () => api.read('it'), everyMs: () => 3_000, hiddenMs: 60_000 });
};

it('asks every few seconds while the page is seen, and rarely while it is not', async () => {
  page.answer = () => json({});
  ask();
  await page.pass(30_500);
  expect(page.countOf('it')).toBe(11);
  page.hide(true);
  await page.pass(180_000);
  expect(page.countOf('it')).toBe(14);
  page.hide(false);
  await page.pass(0);
  expect(page.countOf('it')).toBe(15);
});

it('asks less and less often while nobody answers, also whoever turns pages, and as before after an answer', async () => {
  page.answer = () => json({}, 503);
  ask();
  await page.pass(60_000);
  expect(page.countOf('it')).toBeLessThanOrEqual(5);
  page.hide(true);
  page.hide(false);
  expect(page.countOf('it')).toBeLessThanOrEqual(5);
  await page.pass(600_000);
  page.answer = () => json({});
  await page.pass(90_000);
  const before = page.countOf('it');
  await page.pass(30_000);
  expect(page.countOf('it')).toBe(before + 10);
});

it('waits for as long as the server wants', async () => {
  page.answer = () => json({}, 503, { 'retry-after': '100' });
  ask();
  await page.pass(99_000);
  expect(page.countOf('it')).toBe(1);
});

it('asks again after the question that is under way, if somebody wants to know more', async () => {
  let reply: (answer: Response) => void = () => {};
  page.answer = () => new Promise((resolve) => (reply = resolve));
  ask();
  asking.again();
  asking.again();
  expect(page.countOf('it')).toBe(1);
  reply(json({}));
  await page.pass(0);
  expect(page.countOf('it')).toBe(2);
});

it('asks at once after a login', async () => {
  page.answer = () => json({}, 401);
  ask();
  await page.pass(40_000);
  const before = page.countOf('it');
  api.logins.value++;
  await page.pass(0);
  expect(page.countOf('it')).toBe(before + 1);
});
