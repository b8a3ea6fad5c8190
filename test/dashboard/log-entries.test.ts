import { expect, it } from '@jest/globals';
import type { Delivery } from '../../dashboard/app/api/shapes.ts';
import type { History } from '../../dashboard/app/detail/history.ts';
import { LOG_KINDS, listsOf, logEntries } from '../../dashboard/app/detail/log-entries.ts';

const at = (minute: number): string => `2026-03-02T12:${String(minute).padStart(2, '0')}:00.000Z`;
const beat = (minute: number) => ({
  timestamp: at(minute),
  type: 'alive' as const,
  message: null,
  metadata: null,
  runId: null,
  durationSeconds: null,
});

const HISTORY: History = {
  beats: { entries: [beat(9), beat(5), beat(4)], next: at(4) },
  transitions: {
    entries: [
      {
        sequence: 2,
        timestamp: at(9),
        from: 'down',
        to: 'up',
        reason: 'recovered',
        secondsBefore: 120,
        message: null,
      },
      {
        sequence: 1,
        timestamp: at(1),
        from: 'unknown',
        to: 'up',
        reason: 'heartbeat',
        secondsBefore: 60,
        message: null,
      },
    ],
    next: null,
  },
  runs: { entries: [], next: null },
};

it('is one line of time, newest first, and says of a moment first what came of it', () => {
  const entries = logEntries(HISTORY, new Set(LOG_KINDS));
  expect(entries.map(({ kind, text }) => [kind, text])).toEqual([
    ['change', 'Down to Up: it recovered, after 2 min'],
    ['beat', 'Heartbeat'],
    ['beat', 'Heartbeat'],
    ['beat', 'Heartbeat'],
  ]);
});

it('ends where one of the lists that it shows was not read any further: a hole would be a lie', () => {
  expect(logEntries(HISTORY, new Set(['change', 'beat']))).toHaveLength(4);
  const whole = { ...HISTORY, beats: { ...HISTORY.beats, next: null } };
  expect(logEntries(whole, new Set(['change', 'beat']))).toHaveLength(5);
});

it('goes back as far as what it shows: heartbeats that nobody wants to see hide no outage', () => {
  const entries = logEntries(HISTORY, new Set(['change']));
  expect(entries.map(({ at: when }) => new Date(when).toISOString())).toEqual([at(9), at(1)]);
  expect(listsOf(['change', 'delivery'])).toEqual(['transitions']);
});

it('ends where deliveries were not read any further, if they are shown', () => {
  const whole = { ...HISTORY, beats: { ...HISTORY.beats, next: null } };
  const delivery: Delivery = {
    id: 'd',
    channel: 'ops',
    monitor: { kind: 'service', id: 'shop', name: 'Shop' },
    transition: { from: 'up', to: 'down', reason: 'missed', at: at(6) },
    status: 'delivered',
    attempts: 1,
    created: at(6),
    next_attempt: null,
    settled: at(7),
    answer: null,
  };
  const sent = { deliveries: [delivery], hasMore: true };
  expect(logEntries(whole, new Set(['change', 'delivery']), sent)).toHaveLength(2);
  expect(logEntries(whole, new Set(['change']), sent)).toHaveLength(2);
  expect(logEntries(whole, new Set(['change', 'delivery']), { ...sent, hasMore: false })).toHaveLength(3);
});

it('says the words of one report once, beside the lowest of what it made', () => {
  const said = { ...beat(9), type: 'failed' as const, message: 'disk full' };
  const change = { ...HISTORY.transitions.entries[0]!, to: 'down' as const, message: 'disk full' };
  const entries = logEntries(
    {
      beats: { entries: [said, { ...said, timestamp: at(8) }], next: null },
      transitions: { entries: [change], next: null },
      runs: { entries: [], next: null },
    },
    new Set(LOG_KINDS),
  );
  expect(entries.map((entry) => [entry.kind, entry.said])).toEqual([
    ['change', null],
    ['beat', 'disk full'],
    ['beat', 'disk full'],
  ]);
});
