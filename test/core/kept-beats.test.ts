import { expect, test } from '@jest/globals';
import { beatsKeptMs } from '../../core/monitor/kept-beats.ts';
import { aDaemon, aScheduler, aService, cron, DAY, every, HOUR, MINUTE, T0 } from '../support/monitors.ts';

test.each([
  ['a hundred intervals', aService({ config: { schedule: every(HOUR) } }), 100 * HOUR],
  ['a day at least', aService({ config: { schedule: every(MINUTE) } }), DAY],
  ['thirteen months at most', aService({ config: { schedule: every(30 * DAY) } }), 400 * DAY],
  ['a hundred slots', aScheduler({ config: { schedule: cron('0 3 * * *') } }), 100 * DAY],
  ['a month without a schedule', aScheduler({ config: { schedule: { type: 'none' } } }), 30 * DAY],
  ['a day longer than it is remembered', aDaemon({ config: { retentionMs: 7 * DAY } }), 8 * DAY],
] as const)('the beats of a monitor are kept %s', (_how, monitor, kept) => {
  expect(beatsKeptMs(monitor, T0)).toBe(kept);
});
