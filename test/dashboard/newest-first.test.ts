import { expect, it } from '@jest/globals';
import { extended, joined, type NewestFirst } from '../../dashboard/app/api/newest-first.ts';

const iso = (second: number): string => new Date(second * 1_000).toISOString();
const timeOf = (second: number): number => second * 1_000;
const page = (from: number, to: number, isLast = false): NewestFirst<number> => ({
  entries: Array.from({ length: from - to + 1 }, (_, i) => from - i),
  next: isLast ? null : iso(to),
});

it('puts what came since on top of what was read far back', () => {
  const known = extended(page(20, 11), page(10, 1, true));
  const now = joined(known, page(25, 16), timeOf);
  expect(now?.entries).toEqual(page(25, 1).entries);
  expect(now?.next).toBeNull();
});

it('does not join what does not meet: between them entries would be missing', () => {
  const known = extended(page(20, 11), page(10, 1, true));
  expect(joined(known, page(40, 31), timeOf)).toBeUndefined();
  expect(joined(known, page(30, 21), timeOf)).toBeUndefined();
  expect(joined(known, page(29, 20), timeOf)?.entries).toEqual(page(29, 1).entries);
});

it('has an entry once, even one whose own time is older than its place', () => {
  const lost = 3;
  const known: NewestFirst<number> = { entries: [12, lost, 11, 10], next: iso(10) };
  const newest: NewestFirst<number> = { entries: [13, 12, lost, 11], next: iso(11) };
  expect(joined(known, newest, timeOf)?.entries).toEqual([13, 12, lost, 11, 10]);
});
