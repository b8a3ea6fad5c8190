import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Row } from '../../dashboard/app/fleet/row.ts';
import { FakePage, json } from '../support/fake-page.ts';

const page = new FakePage();
const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T12:00:00.000Z');
let spans: typeof import('../../dashboard/app/overview/lane-spans.ts');

beforeEach(async () => {
  page.open();
  page.asked.length = 0;
  spans = await import('../../dashboard/app/overview/lane-spans.ts');
});
afterEach(() => page.close());

/** It changes each minute, for ever. */
const flapping = (before: number, limit: number) => {
  const transitions = Array.from({ length: limit }, (_, i) => ({
    sequence: 1,
    timestamp: new Date(before - (i + 1) * MINUTE).toISOString(),
    from: i % 2 ? 'up' : 'down',
    to: i % 2 ? 'down' : 'up',
    reason: 'missed',
    secondsBefore: 60,
    message: null,
  }));
  return { transitions, next: transitions.at(-1)?.timestamp ?? null };
};
const ROW = { key: 'service/shop', kind: 'service', id: 'shop', status: 'up', since: NOW } as Row;

beforeEach(() => {
  page.answer = ({ path }) => {
    const before = new URLSearchParams(path.split('?')[1]).get('before');
    return json(flapping(before === null ? NOW : Date.parse(before), 200));
  };
});

it('reads on until the range is filled', async () => {
  const from = NOW - 500 * MINUTE;
  spans.wantLanes([ROW], from);
  await page.pass(1_000);
  expect(page.asked).toHaveLength(3);
  const lane = spans.lanes.value.get(ROW.key);
  expect(spans.unreadOf(lane, from, NOW)).toBeUndefined();
});

it('reads no more when the range is shorter, and on when it is longer', async () => {
  spans.wantLanes([ROW], NOW - 100 * MINUTE);
  await page.pass(1_000);
  expect(page.asked).toHaveLength(1);
  spans.wantLanes([ROW], NOW - 300 * MINUTE);
  await page.pass(1_000);
  expect(page.asked).toHaveLength(2);
});

it('reads only the news of one that changed again', async () => {
  const from = NOW - 500 * MINUTE;
  spans.wantLanes([ROW], from);
  await page.pass(1_000);
  spans.wantLanes([{ ...ROW, since: NOW + MINUTE }], from);
  await page.pass(1_000);
  expect(page.asked).toHaveLength(4);
  expect(spans.unreadOf(spans.lanes.value.get(ROW.key), from, NOW)).toBeUndefined();
});

it('says where it ends of one that changed too often', async () => {
  const from = NOW - 5_000 * MINUTE;
  spans.wantLanes([ROW], from);
  await page.pass(1_000);
  expect(page.asked).toHaveLength(5);
  const unread = spans.unreadOf(spans.lanes.value.get(ROW.key), from, NOW);
  expect(unread?.from).toBe(from);
  expect(unread?.to).toBeGreaterThan(from);
});
