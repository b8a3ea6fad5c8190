import { expect, it } from '@jest/globals';
import type { History } from '../../dashboard/app/detail/history.ts';
import { LOG_KINDS, logEntries } from '../../dashboard/app/detail/log-entries.ts';

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

it('ends where one of its lists was not read any further: a hole would be a lie', () => {
  const whole = { ...HISTORY, beats: { ...HISTORY.beats, next: null } };
  expect(logEntries(HISTORY, new Set(['change']))).toHaveLength(1);
  expect(logEntries(whole, new Set(['change']))).toHaveLength(2);
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
