import { describe, expect, it } from '@jest/globals';
import type { StatusRow } from '../../dashboard/app/api/shapes.ts';
import { merged, type Row, rowOf, worstFirst } from '../../dashboard/app/fleet/row.ts';
import { heardWords, nextOf, whyOf } from '../../dashboard/app/fleet/row-words.ts';

const NOW = Date.parse('2026-03-02T12:00:00.000Z');
const iso = (ms: number): string => new Date(NOW + ms).toISOString();
const MINUTE = 60_000;

const row = (part: Partial<StatusRow>): Row =>
  rowOf({
    kind: 'service',
    id: 'shop',
    name: 'Shop',
    tags: [],
    owner: null,
    status: 'up',
    reason: 'heartbeat',
    since: iso(-60 * MINUTE),
    lastHeartbeat: iso(-MINUTE),
    expectedAt: iso(4 * MINUTE),
    downAfter: iso(5 * MINUTE),
    runningSince: null,
    uptime: { day: 100, week: 100, month: 100 },
    message: null,
    ...part,
  });

describe('news among a sorted fleet', () => {
  const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);
  const fleet = [
    row({ id: 'a', status: 'down' }),
    row({ id: 'b', status: 'late' }),
    row({ id: 'c' }),
    row({ id: 'd' }),
  ];

  it('take the place of what they are news of, wherever that now stands', () => {
    const news = [
      row({ id: 'd', status: 'down', since: iso(-90 * MINUTE) }),
      row({ id: 'a' }),
      row({ id: 'e' }),
    ];
    const result = merged(fleet, news);
    expect(ids(result)).toEqual(['d', 'b', 'a', 'c', 'e']);
    expect(result).toEqual(result.toSorted(worstFirst));
  });

  it('leave the list as it is where there are none', () => {
    expect(merged(fleet, [])).toBe(fleet);
  });
});

describe('a row explains itself', () => {
  it('says when it was heard where nothing is the matter', () => {
    expect(heardWords(row({}), NOW)).toBe('heard 1 min ago');
    expect(heardWords(row({ lastHeartbeat: null }), NOW)).toBe('not heard yet');
  });

  it.each<[Partial<StatusRow>, string | undefined, string]>([
    [{}, undefined, 'in 4 min, next due'],
    [{ expectedAt: null, downAfter: null }, undefined, '1 min ago, last heard'],
    [
      { status: 'late', expectedAt: iso(-4 * MINUTE), downAfter: iso(6 * MINUTE) },
      'late: due 4 min ago, grace ends in 6 min',
      '6 min left, grace ends',
    ],
    [
      { kind: 'scheduler', status: 'running', runningSince: iso(-12 * MINUTE), downAfter: iso(48 * MINUTE) },
      'running for 12 min, limit 1 h',
      '48 min left, until its limit',
    ],
    [
      { status: 'down', reason: 'reported-failure', message: 'disk full' },
      'reports a failure: disk full',
      '1 h, down for',
    ],
    [{ status: 'unknown', lastHeartbeat: null, expectedAt: null }, 'never heard', 'never, heard'],
  ])('%o', (part, why, next) => {
    const one = row(part);
    expect(whyOf(one, NOW)).toBe(why);
    const { figure, meaning } = nextOf(one, NOW);
    expect(`${figure}, ${meaning}`).toBe(next);
  });

  it('and names the time by which it was expected', () => {
    expect(whyOf(row({ status: 'down', reason: 'missed' }), NOW)).toMatch(/^silent: expected by \d+.\d\d/);
    expect(whyOf(row({ kind: 'scheduler', status: 'down', reason: 'missed' }), NOW)).toMatch(
      /^missed: no run in time, expected by /,
    );
  });
});
