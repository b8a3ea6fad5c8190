import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
const TOLD = { sweep: { at: null, overdue: true } };
let own: typeof import('../../dashboard/app/system/system.ts');

beforeEach(async () => {
  page.open();
  own = await import('../../dashboard/app/system/system.ts');
  page.answer = () => json(TOLD);
  own.keepAskingSystem();
  await page.pass(0);
});
afterEach(() => page.close());

it.each([503, 429, 500])(
  'keeps what was told last when a question is answered %d, and says that it is old',
  async (status) => {
    page.answer = () => json({}, status);
    await page.pass(60_000);
    expect(own.system.value).toEqual(TOLD);
    expect(own.isSystemSilent.value).toBe(true);
    page.answer = () => json(TOLD);
    await page.pass(120_000);
    expect(own.isSystemSilent.value).toBe(false);
  },
);

it.each([401, 404])('forgets it when it is none of this reader’s: %d', async (status) => {
  page.answer = () => json({}, status);
  await page.pass(60_000);
  expect(own.system.value).toBeUndefined();
});
