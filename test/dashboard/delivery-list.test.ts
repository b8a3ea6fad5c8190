import { expect, it } from '@jest/globals';
import type { Delivery, DeliveryState } from '../../dashboard/app/api/shapes.ts';
import {
  pendingBelow,
  withNewest,
  withOlder,
  withUpdates,
} from '../../dashboard/app/deliveries/delivery-list.ts';

const delivery = (n: number, status: DeliveryState = 'delivered'): Delivery => ({
  id: String(n),
  channel: 'ops',
  monitor: { kind: 'service', id: 'shop', name: 'Shop' },
  transition: { from: 'up', to: 'down', reason: 'missed', at: '2026-03-02T12:00:00.000Z' },
  status,
  attempts: 1,
  created: '2026-03-02T12:00:00.000Z',
  next_attempt: null,
  settled: null,
  answer: null,
});
const page = (...numbers: readonly number[]) => ({
  deliveries: numbers.map((n) => delivery(n)),
  cursor: `below ${numbers.at(-1)}`,
});
const idsOf = ({ deliveries }: { readonly deliveries: readonly Delivery[] }) =>
  deliveries.map(({ id }) => Number(id));

const READ_BACK = withOlder(withNewest(undefined, page(9, 8, 7)), page(6, 5, 4));

it('keeps older ones below the newest, as long as the two meet', () => {
  const list = withNewest(READ_BACK, page(10, 9, 8));
  expect(idsOf(list)).toEqual([10, 9, 8, 7, 6, 5, 4]);
  expect(list.cursor).toBe('below 4');
});

it('drops older ones that do not meet the newest, and says so until they are read again', () => {
  const list = withNewest(READ_BACK, page(30, 29, 28));
  expect(idsOf(list)).toEqual([30, 29, 28]);
  expect(list).toMatchObject({ cursor: 'below 28', isCut: true });
  expect(withOlder(list, page(27, 26)).isCut).toBe(false);
});

it('has what left the newest no more: with a filter, one that was sent again does not fit', () => {
  expect(idsOf(withNewest(READ_BACK, page(9, 7, 6)))).toEqual([9, 7, 6, 5, 4]);
});

it('shows one that was sent again as it is now, however old, and knows to ask for it', () => {
  const list = withUpdates(READ_BACK, [delivery(5, 'pending')]);
  expect(list.deliveries.find(({ id }) => id === '5')?.status).toBe('pending');
  expect(pendingBelow(list, 10).map(({ id }) => id)).toEqual(['5']);
  // Those among the newest come with the newest.
  expect(pendingBelow(withUpdates(READ_BACK, [delivery(9, 'pending')]), 10)).toEqual([]);
});
