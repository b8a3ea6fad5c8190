import { expect, it } from '@jest/globals';
import { waitAfter } from '../../dashboard/app/api/wait-after.ts';

it('asks less and less often, at most a minute apart, never sooner than the server wants', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((failures) => waitAfter(failures, 0, 0))).toEqual([
    3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000,
  ]);
  expect(waitAfter(1, 30_000, 0)).toBe(30_000);
  expect(waitAfter(6, 1_000, 0)).toBe(60_000);
});

it('spreads those who saw it fail at once', () => {
  expect(waitAfter(1, 0, 1)).toBe(4_500);
  expect(waitAfter(1, 30_000, 0.5)).toBe(37_500);
});
