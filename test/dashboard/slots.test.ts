import { expect, it } from '@jest/globals';
import { inOrder, nextSlots } from '../../dashboard/app/overview/slots.ts';

const seen = (first: number) => ({ first, size: 6, middle: first + 3, most: 2 });

it('is filled at once when it is made', () => {
  expect(nextSlots([], seen(0))).toEqual({ slots: [0, 1, 2, 3, 4, 5], isWhole: true });
});

it('changes one slot for one row, the one whose row went', () => {
  expect(nextSlots([0, 1, 2, 3, 4, 5], seen(1))).toEqual({ slots: [6, 1, 2, 3, 4, 5], isWhole: true });
});

it('comes after a leap by and by, from the middle on, and shows no row twice', () => {
  let slots: readonly number[] = [0, 1, 2, 3, 4, 5];
  const first = nextSlots(slots, seen(100));
  expect(first.isWhole).toBe(false);
  expect(first.slots.filter((row) => row >= 100).sort()).toEqual([102, 103]);
  let steps = 0;
  for (let isWhole = false; !isWhole; steps++) {
    ({ slots, isWhole } = nextSlots(slots, seen(100)));
    expect(new Set(slots).size).toBe(6);
  }
  expect(steps).toBe(3);
  expect([...slots].sort()).toEqual([100, 101, 102, 103, 104, 105]);
});

it('leaves what needs no change as it is', () => {
  const slots = [6, 1, 2, 3, 4, 5];
  expect(nextSlots(slots, seen(1))).toEqual({ slots, isWhole: true });
});

it('is read in the order of the rows, without those beyond the end', () => {
  expect(inOrder([6, 1, 2, 3, 4, 5], 6)).toEqual([1, 2, 3, 4, 5]);
});
