import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
const NOW = '2026-03-02T12:00:00.000Z';
let fleet: typeof import('../../dashboard/app/fleet/fleet.ts');

beforeEach(async () => {
  page.open();
  page.asked.length = 0;
  fleet = await import('../../dashboard/app/fleet/fleet.ts');
});
afterEach(() => page.close());

const status = (name: string, cursor: string | null = null) => ({
  timestamp: NOW,
  summary: { down: 0, late: 0, degraded: 0, running: 0, unknown: 0, up: 1, paused: 0, total: 1 },
  services: [
    {
      kind: 'service',
      id: 'shop',
      name,
      tags: [],
      owner: null,
      status: 'up',
      reason: 'heartbeat',
      since: NOW,
      lastHeartbeat: NOW,
      expectedAt: null,
      downAfter: null,
      runningSince: null,
      uptime: { day: null, week: null, month: null },
      message: null,
    },
  ],
  cursor,
});
const names = () => fleet.rows.value?.map(({ name }) => name);

it('looks once more after a change that came while it looked', async () => {
  let reply: (answer: Response) => void = () => {};
  page.answer = () => new Promise((resolve) => (reply = resolve));
  const before = fleet.look();
  const after = fleet.lookAfresh();
  reply(json(status('Old')));
  await before;
  await page.pass(0);
  expect(page.asked).toHaveLength(2);
  reply(json(status('New')));
  await after;
  expect(names()).toEqual(['New']);
});

it('reads a large fleet whole after a change of our own: no news tell of a name', async () => {
  page.answer = ({ path }) =>
    json(
      path.includes('cursor=') || path.includes('changedAfter')
        ? { ...status('Old'), services: [] }
        : status('Old', 'more'),
    );
  await fleet.look();
  await fleet.look();
  expect(page.asked.at(-1)).toContain('changedAfter');
  page.asked.length = 0;
  const running = fleet.look();
  await fleet.lookAfresh();
  await running;
  expect(page.asked.map((line) => line.includes('changedAfter'))).toEqual([true, false, false]);
});

it('takes no answer from before the change for what is so after it', async () => {
  page.answer = () => json(status('Old'), 200, { etag: '"old"' });
  const running = fleet.look();
  await fleet.lookAfresh();
  await running;
  expect(page.asked).toHaveLength(2);
  const lastWish = (
    globalThis.fetch as unknown as { mock: { calls: [string, RequestInit][] } }
  ).mock.calls.at(-1);
  expect(lastWish?.[1].headers).not.toHaveProperty('if-none-match');
});

it('does not pass for heard while a look hangs or fails, and does again with the next answer', async () => {
  let reply: (answer: Response) => void = () => {};
  page.answer = () => new Promise((resolve) => (reply = resolve));
  const slow = fleet.look();
  expect(fleet.isHeard.value).toBe(true);
  await page.pass(15_000);
  expect(fleet.isHeard.value).toBe(false);
  reply(json({}, 503));
  await slow;
  expect(fleet.isHeard.value).toBe(false);
  page.answer = () => json(status('Shop'));
  await fleet.look();
  expect(fleet.isHeard.value).toBe(true);
});
