import { expect, it } from '@jest/globals';
import type { SystemAnswer } from '../../dashboard/app/api/shapes.ts';
import { ownTroubles } from '../../dashboard/app/system/own-troubles.ts';

const NOW = Date.parse('2026-03-02T12:00:00.000Z');
const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(NOW - minutes * MINUTE).toISOString();

const WELL: SystemAnswer = {
  hearing: { heardAt: ago(0), gap: null },
  sweep: { at: ago(1), overdue: false },
  deliveries: { pending: 0, failed: 0, oldestPendingAt: null },
  store: 'ok',
  version: '1',
};
const withGap = (from: number, to: number | null): SystemAnswer => ({
  ...WELL,
  hearing: { heardAt: ago(0), gap: { from: ago(from), to: to === null ? null : ago(to) } },
});
const waiting = (pending: number, minutes: number): SystemAnswer => ({
  ...WELL,
  deliveries: { pending, failed: 0, oldestPendingAt: ago(minutes) },
});
const isUrgent = (own: SystemAnswer): boolean =>
  ownTroubles(own, NOW).some(({ needsSomebody }) => needsSomebody);

it('has nothing to say while all is well', () => {
  expect(ownTroubles(WELL, NOW)).toEqual([]);
});

it('tells of alerts that stand, however many', () => {
  expect(ownTroubles(waiting(900, 300), NOW)[0]?.text).toMatch(
    /^900 alerts are not delivered yet, the oldest for 5 h/,
  );
  expect(ownTroubles(waiting(1, 6), NOW)[0]?.text).toMatch(
    /^1 alert is not delivered yet, the oldest for 6 min/,
  );
  expect(ownTroubles(waiting(1_000, 6), NOW)[0]?.text).toMatch(/^1.000 or more alerts are/);
  expect(isUrgent(waiting(1, 6))).toBe(true);
});

it('leaves alone what waits as it always may: a second attempt, a group', () => {
  expect(ownTroubles(waiting(40, 2), NOW)).toEqual([]);
});

it('tells calmly of a time in which it could not hear, for as long as it holds anything up', () => {
  const [gap] = ownTroubles(withGap(12, 9), NOW);
  expect(gap).toMatchObject({ needsSomebody: false });
  expect(gap?.text).toContain('at most 10 minutes');
  expect(gap?.text).not.toContain('no alert');
  expect(ownTroubles(withGap(14, 11), NOW)).toEqual([]);
});

it('is urgent while it cannot hear', () => {
  expect(isUrgent(withGap(3, null))).toBe(true);
});

it('says when nobody tells how it is any more', () => {
  expect(ownTroubles(WELL, NOW, NOW - 10_000)).toEqual([]);
  expect(ownTroubles(WELL, NOW, NOW - 2 * MINUTE)[0]).toMatchObject({ needsSomebody: true });
});
