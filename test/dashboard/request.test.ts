import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
let api: typeof import('../../dashboard/app/api/request.ts');

beforeEach(async () => {
  page.open();
  api = await import('../../dashboard/app/api/request.ts');
});
afterEach(() => page.close());

it('reads nothing while the server wants fewer requests, and changes what somebody wants changed', async () => {
  page.answer = ({ method }) =>
    method === 'GET' ? json({ error: 'Too many' }, 429, { 'retry-after': '30' }) : json({});
  await expect(api.read('api/status')).rejects.toMatchObject({ status: 429, waitMs: 30_000 });
  const before = page.asked.length;
  await page.pass(10_000);
  await expect(api.read('api/recent')).rejects.toMatchObject({ message: 'Too many', waitMs: 20_000 });
  expect(page.asked).toHaveLength(before);
  await api.request('api/services', { method: 'POST', body: {} });
  expect(page.asked).toHaveLength(before + 1);
  await page.pass(20_000);
  page.answer = () => json({ fine: true });
  expect(await api.read('api/status')).toEqual({ fine: true });
});

it('waits at most two minutes, whatever it is asked for', async () => {
  page.answer = () => json({}, 503, { 'retry-after': '86400' });
  await expect(api.read('api/status')).rejects.toMatchObject({ status: 503, waitMs: 120_000 });
  page.answer = () => json({}, 503, { 'retry-after': 'soon' });
  await expect(api.read('api/status')).rejects.toMatchObject({ waitMs: 0 });
});

it('holds up no reading because of wrong keys', async () => {
  page.answer = ({ method }) => (method === 'POST' ? json({}, 429, { 'retry-after': '60' }) : json({}));
  await expect(api.request('api/session', { method: 'POST', body: {} })).rejects.toMatchObject({
    status: 429,
  });
  await api.read('api/status');
});

it('knows an answer that broke off for none', async () => {
  page.answer = () =>
    new Response(new ReadableStream({ start: (stream) => stream.error(new Error('gone')) }), { status: 200 });
  await expect(api.read('api/status')).rejects.toMatchObject({ status: 0 });
});
