import { expect, it } from '@jest/globals';
import type { Beat } from '../../dashboard/app/api/shapes.ts';
import { NO_HISTORY, withNewest, withOlder } from '../../dashboard/app/detail/history.ts';

const iso = (second: number): string => new Date(second * 1_000).toISOString();
const beat = (second: number): Beat => ({
  timestamp: iso(second),
  type: 'alive',
  message: null,
  metadata: null,
  runId: null,
  durationSeconds: null,
});
const beats = (from: number, to: number) => ({
  entries: Array.from({ length: from - to + 1 }, (_, i) => beat(from - i)),
  next: iso(to),
});

const READ_BACK = withOlder({ ...NO_HISTORY, beats: beats(200, 101) }, { beats: beats(100, 1) });

it('keeps what the reader went back to, with the newest on top', () => {
  const { history, isCut } = withNewest(READ_BACK, { beats: beats(210, 111) });
  expect(history.beats).toEqual({ entries: beats(210, 1).entries, next: iso(1) });
  expect(isCut).toBe(false);
});

it('says so where too much happened since: the older ones go, and are read again from the newest on', () => {
  const { history, isCut } = withNewest(READ_BACK, { beats: beats(900, 801) });
  expect(history.beats).toEqual(beats(900, 801));
  expect(isCut).toBe(true);
});

it('is not kept without end', () => {
  const { history, isCut } = withNewest(
    { ...NO_HISTORY, beats: beats(6_000, 1) },
    { beats: beats(6_010, 5_911) },
  );
  expect(history.beats.entries).toHaveLength(100);
  expect(isCut).toBe(true);
});

it('leaves lists that were not read as they are', () => {
  const { history } = withNewest(READ_BACK, {});
  expect(history).toEqual(READ_BACK);
});
