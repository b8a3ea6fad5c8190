import { describe, expect, test } from '@jest/globals';
import { deadlineOf, shownStatus } from '../../core/monitor/deadline.ts';
import { inWords } from '../../core/monitor/in-words.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import { pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import {
  aDaemon,
  anApplication,
  aScheduler,
  aService,
  cron,
  DAY,
  every,
  HOUR,
  having,
  MINUTE,
  SECOND,
  T0,
} from '../support/monitors.ts';

const utc = (iso: string): number => Date.parse(`${iso}Z`);

const deadlineAt = (monitor: Monitor): number | undefined => deadlineOf(monitor)?.at;

describe('A monitor with an interval', () => {
  test.each([
    ['service', having(aService(), ['alive', T0 + HOUR]), T0 + HOUR + 5 * MINUTE],
    ['daemon', having(aDaemon(), ['alive', T0 + HOUR]), T0 + HOUR + MINUTE],
    ['application', having(anApplication(), ['alive', T0 + HOUR]), T0 + HOUR + 6 * MINUTE],
    [
      'scheduler',
      having(aScheduler({ config: { schedule: every(HOUR, MINUTE) } }), ['started', T0 + HOUR]),
      T0 + 2 * HOUR + MINUTE,
    ],
  ])('%s: must be heard an interval and its grace after the last signal', (_, monitor, at) => {
    expect(deadlineOf(monitor)).toMatchObject({ at, from: T0 + HOUR, becomes: 'down', reason: 'missed' });
  });

  test.each([
    ['service', aService()],
    ['daemon', aDaemon()],
    ['application', anApplication()],
  ])('%s: never heard since creation, it is not expected', (_, monitor) => {
    expect(deadlineOf(monitor)).toBeUndefined();
    expect(shownStatus(monitor, T0 + 300 * DAY)).toBe('unknown');
  });

  test.each([
    ['service', aService({ config: { expectedFromStart: true } }), T0 + 5 * MINUTE],
    ['application', anApplication({ config: { expectedFromStart: true } }), T0 + 6 * MINUTE],
    ['scheduler', aScheduler({ config: { schedule: every(HOUR) } }), T0 + HOUR],
  ])('%s: told when it must speak, it is expected from creation on', (_, monitor, at) => {
    expect(deadlineOf(monitor)).toMatchObject({ at, reason: 'never-heard' });
    const down = judgeSilence(monitor, at + 1);
    expect(down).toMatchObject({ status: 'down', reason: 'never-heard', since: at });
    expect(down.last?.message).toContain('never heard');
  });

  test('a job measures by starts and ends: its heartbeats and announcements do not count', () => {
    const job = having(
      aScheduler({ config: { schedule: every(HOUR) } }),
      ['started', T0],
      ['alive', T0 + 50 * MINUTE],
    );
    expect(deadlineAt(having(job, ['pending', T0 + 55 * MINUTE, 'next']))).toBe(T0 + HOUR);
    expect(deadlineAt(having(job, ['succeeded', T0 + 51 * MINUTE]))).toBe(T0 + 111 * MINUTE);
  });

  test('a job that need not speak from the start is not late because of an announcement', () => {
    const job = aScheduler({ config: { schedule: every(HOUR), expectedFromStart: false } });
    expect(deadlineOf(having(job, ['pending', T0 + DAY]))).toBeUndefined();
    expect(deadlineAt(having(job, ['started', T0 + DAY]))).toBe(T0 + DAY + HOUR);
  });

  test('without a schedule only a run has deadlines', () => {
    const job = aScheduler({ config: { schedule: { type: 'none' } } });
    expect(deadlineOf(job)).toBeUndefined();
    expect(deadlineOf(having(job, ['succeeded', T0]))).toBeUndefined();
    expect(deadlineOf(having(job, ['started', T0]))).toMatchObject({ at: T0 + DAY, reason: 'overrun' });
  });
});

describe('A daemon that falls silent', () => {
  const daemon = having(aDaemon(), ['alive', T0]);

  test('goes down at 60 s first, and is forgotten its retention after that, as a transition that closes it', () => {
    expect(judgeSilence(daemon, T0 + MINUTE)).toBe(daemon);
    const down = judgeSilence(daemon, T0 + MINUTE + 1);
    expect(down).toMatchObject({
      status: 'down',
      reason: 'missed',
      since: T0 + MINUTE,
      expiresAt: undefined,
    });
    expect(judgeSilence(down, T0 + MINUTE + 7 * DAY)).toBe(down);
    const closed = judgeSilence(down, T0 + MINUTE + 7 * DAY + 1);
    expect(closed).toMatchObject({
      status: 'closed',
      reason: 'forgotten',
      sequence: 3,
      expiresAt: undefined,
      last: { from: 'down', to: 'closed', at: T0 + MINUTE + 7 * DAY },
    });
  });

  test('is told first and forgotten after, even if nobody judged for a month', () => {
    const down = judgeSilence(daemon, T0 + 30 * DAY);
    expect(down).toMatchObject({ status: 'down', since: T0 + MINUTE });
    expect(judgeSilence(down, T0 + 30 * DAY)).toMatchObject({
      status: 'closed',
      since: T0 + MINUTE + 7 * DAY,
    });
  });

  test('is revived by a beat, and by none after it was forgotten', () => {
    const down = judgeSilence(daemon, T0 + HOUR);
    expect(having(down, ['alive', T0 + 2 * HOUR])).toMatchObject({ status: 'up', reason: 'recovered' });
    const closed = judgeSilence(down, T0 + 30 * DAY);
    expect(having(closed, ['alive', T0 + 31 * DAY])).toBe(closed);
  });

  test('is not forgotten while it reports that it is unhealthy', () => {
    const sick = having(daemon, ['failed', T0 + SECOND], ['failed', T0 + 20 * DAY]);
    expect(sick).toMatchObject({ status: 'down', since: T0 + SECOND });
    expect(deadlineAt(sick)).toBe(T0 + 20 * DAY + MINUTE + 7 * DAY);
    const unscheduled = having(
      aDaemon({ config: { schedule: { type: 'none' } } }),
      ['failed', T0],
      ['failed', T0 + DAY],
    );
    expect(deadlineAt(unscheduled)).toBe(T0 + DAY + 7 * DAY);
  });

  test('is never forgotten without a retention', () => {
    const down = judgeSilence(having(aService(), ['alive', T0]), T0 + HOUR);
    expect(deadlineOf(down)).toBeUndefined();
    expect(judgeSilence(down, T0 + 9_999 * DAY)).toBe(down);
  });
});

describe('A monitor with a cron schedule', () => {
  const nightly = (zone: string, born: string, graceMs = 30 * MINUTE, expression = '30 2 * * *') =>
    aScheduler({ at: utc(born), config: { schedule: cron(expression, zone, graceMs) } });

  test.each([
    // The grace is an hour: added to the wall clock it would end an hour off on these days.
    ['Europe/Paris', '2026-03-28T12:00', '2026-03-29T02:00'],
    ['Europe/Paris', '2026-03-29T12:00', '2026-03-30T01:30'],
    ['Europe/Paris', '2026-10-24T12:00', '2026-10-25T01:30'],
    ['Europe/Paris', '2026-10-25T12:00', '2026-10-26T02:30'],
    ['America/New_York', '2026-03-07T18:00', '2026-03-08T08:00'],
    ['America/New_York', '2026-10-31T18:00', '2026-11-01T08:30'],
    ['Australia/Lord_Howe', '2026-10-03T02:00', '2026-10-03T16:30'],
    ['Australia/Lord_Howe', '2026-04-04T02:00', '2026-04-04T17:00'],
    ['Asia/Kathmandu', '2026-03-28T12:00', '2026-03-28T21:45'],
  ])('%s, from %s on: the deadline is the slot in UTC and then the grace', (zone, born, deadline) => {
    expect(deadlineAt(nightly(zone, born, HOUR))).toBe(utc(deadline));
    const application = anApplication({
      at: utc(born),
      config: { schedule: cron('30 2 * * *', zone, HOUR), expectedFromStart: true },
    });
    expect(deadlineAt(application)).toBe(utc(deadline));
  });

  test('in a doubled hour a job that ran the first time is not awaited again until the next night', () => {
    const job = having(
      nightly('Europe/Paris', '2026-10-24T12:00'),
      ['started', utc('2026-10-25T00:30:02')],
      ['succeeded', utc('2026-10-25T00:40')],
    );
    expect(deadlineAt(job)).toBe(utc('2026-10-26T02:00'));
  });

  test('a job every half hour is awaited in both of the doubled hours', () => {
    const job = nightly('Europe/Paris', '2026-10-25T00:05', 0, '*/30 * * * *');
    expect(deadlineAt(having(job, ['succeeded', utc('2026-10-25T00:30:01')]))).toBe(utc('2026-10-25T01:00'));
    expect(deadlineAt(having(job, ['succeeded', utc('2026-10-25T01:00:01')]))).toBe(utc('2026-10-25T01:30'));
  });

  const job = nightly('UTC', '2026-03-02T12:00');
  const slot = utc('2026-03-03T02:30');

  test.each([
    ['on time', slot, slot + DAY],
    ['late but inside the grace', slot + 29 * MINUTE, slot + DAY],
    ['5 minutes early', slot - 5 * MINUTE, slot + DAY],
    ['5 minutes and 1 second early', slot - 5 * MINUTE - SECOND, slot],
    ['half a day early', slot - 12 * HOUR, slot],
  ])('a start %s: the next slot awaited', (_, at, next) => {
    const grace = 30 * MINUTE;
    const started = having(job, ['started', at, 'a']);
    const runEnds = at + DAY;
    expect(deadlineAt(started)).toBe(Math.min(next + grace, runEnds));
    expect(deadlineAt(having(started, ['succeeded', at + SECOND, 'a']))).toBe(next + grace);
    expect(deadlineAt(having(job, ['succeeded', at]))).toBe(next + grace);
    expect(deadlineAt(having(job, ['pending', at - SECOND, 'a'], ['succeeded', at, 'a']))).toBe(next + grace);
    const pinged = anApplication({ at: job.born, config: { schedule: job.config.schedule } });
    expect(deadlineAt(having(pinged, ['alive', at]))).toBe(next + grace);
  });

  test('the end of a long run just before the next slot does not count for that slot', () => {
    const long = having(job, ['started', slot], ['succeeded', slot + DAY - SECOND]);
    expect(deadlineAt(long)).toBe(slot + DAY + 30 * MINUTE);
    const next = having(long, ['started', slot + DAY + SECOND], ['succeeded', slot + DAY + MINUTE]);
    expect(deadlineAt(next)).toBe(slot + 2 * DAY + 30 * MINUTE);
  });

  test('a job that started early and ended before its slot has met it', () => {
    const early = having(job, ['started', slot - 4 * MINUTE], ['succeeded', slot - 3 * MINUTE]);
    expect(deadlineAt(early)).toBe(slot + DAY + 30 * MINUTE);
  });

  test('a start meets the schedule: a job that takes hours is not missed while it runs', () => {
    const running = having(job, ['started', slot + SECOND]);
    expect(judgeSilence(running, slot + 20 * HOUR)).toBe(running);
    expect(shownStatus(running, slot + 20 * HOUR)).toBe('running');
  });

  test('of two slots a minute apart, a start on the first is not taken for the second', () => {
    const twice = nightly('UTC', '2026-03-02T12:00', 0, '0,1 * * * *');
    const hour = utc('2026-03-02T13:00');
    expect(deadlineAt(having(twice, ['started', hour, 'a'], ['succeeded', hour + SECOND, 'a']))).toBe(
      hour + MINUTE,
    );
  });

  test('a failure at its slot has met the schedule; it is down for its failure, not missed', () => {
    expect(having(job, ['failed', slot + SECOND])).toMatchObject({
      status: 'down',
      reason: 'reported-failure',
    });
  });

  test('silence goes down at the end of the grace', () => {
    expect(judgeSilence(job, slot + 30 * MINUTE)).toBe(job);
    expect(judgeSilence(job, slot + 3 * HOUR)).toMatchObject({ status: 'down', since: slot + 30 * MINUTE });
  });

  test('the silence it names begins where a signal would have counted', () => {
    expect(deadlineOf(job)).toMatchObject({ from: slot - 5 * MINUTE, expectedAt: slot });
  });
});

describe('Old silence', () => {
  const silent = having(aService(), ['alive', T0]);

  test('is not told at once after a pause', () => {
    const paused = pause(silent, T0 + MINUTE);
    expect(deadlineOf(paused)).toBeUndefined();
    expect(judgeSilence(paused, T0 + 30 * DAY)).toBe(paused);
    const resumed = resume(paused, T0 + DAY);
    expect(resumed).toMatchObject({ status: 'unknown', reason: 'resumed', countFrom: T0 + DAY });
    expect(deadlineAt(resumed)).toBe(T0 + DAY + 5 * MINUTE);
    expect(judgeSilence(resumed, T0 + DAY + 5 * MINUTE + 1)).toMatchObject({
      status: 'down',
      reason: 'missed',
    });
  });

  test('is not told at once where the schedule changed, and is where it did not', () => {
    const sooner = { ...silent.config, schedule: every(MINUTE) };
    expect(deadlineAt(reconfigure(silent, sooner, undefined, T0 + 4 * MINUTE))).toBe(T0 + 5 * MINUTE);
    const renamed = { ...silent.config, name: 'Other', tags: ['a'] };
    expect(deadlineAt(reconfigure(silent, renamed, undefined, T0 + 4 * MINUTE))).toBe(T0 + 5 * MINUTE);
    const again = {
      ...silent.config,
      schedule: { graceMs: 0, intervalMs: 5 * MINUTE, type: 'interval' as const },
    };
    expect(reconfigure(silent, again, undefined, T0 + 4 * MINUTE).countFrom).toBe(T0);
  });

  test('is not told at once where it must now speak from the start', () => {
    const never = aService();
    const told = { ...never.config, expectedFromStart: true };
    expect(deadlineAt(reconfigure(never, told, undefined, T0 + DAY))).toBe(T0 + DAY + 5 * MINUTE);
  });

  test('a slot that passed in a pause is not awaited; the next one is', () => {
    const job = aScheduler({ at: utc('2026-03-02T12:00') });
    const resumed = resume(pause(job, utc('2026-03-02T13:00')), utc('2026-03-03T02:31'));
    expect(deadlineAt(resumed)).toBe(utc('2026-03-04T02:30'));
  });

  test('registered a second before its slot, a job is awaited at that slot: registering is no early signal', () => {
    expect(deadlineAt(aScheduler({ at: utc('2026-03-03T02:29:59') }))).toBe(utc('2026-03-03T02:30'));
    expect(deadlineAt(aScheduler({ at: utc('2026-03-03T02:30:00') }))).toBe(utc('2026-03-04T02:30'));
  });

  test('a run that was open during a pause gets its whole time again', () => {
    const job = aScheduler({
      config: { schedule: { type: 'none' }, runLimits: { maxRuntimeMs: HOUR, silenceMs: MINUTE } },
    });
    const resumed = resume(pause(having(job, ['started', T0]), T0 + SECOND), T0 + DAY);
    expect(deadlineOf(resumed)).toMatchObject({ at: T0 + DAY + MINUTE, reason: 'silent-run' });
    const kept = having(resumed, ['alive', T0 + DAY + HOUR]);
    expect(deadlineOf(kept)).toMatchObject({ at: T0 + DAY + HOUR, reason: 'overrun' });
    expect(judgeSilence(kept, T0 + 3 * DAY).last?.message).toContain('2026-03-02T12:00:00.000Z');
  });
});

describe('What a person is shown', () => {
  const job = aScheduler({
    at: utc('2026-03-02T12:00'),
    config: { schedule: cron('30 2 * * *', 'UTC', 30 * MINUTE) },
  });
  const slot = utc('2026-03-03T02:30');
  const application = having(anApplication(), ['alive', T0]);

  test.each([
    ['in time', application, T0 + 5 * MINUTE, 'up'],
    ['expected, inside the grace', application, T0 + 5 * MINUTE + 1, 'late'],
    ['over the deadline, not judged yet', application, T0 + HOUR, 'late'],
    ['judged', judgeSilence(application, T0 + HOUR), T0 + HOUR, 'down'],
    ['degraded', having(application, ['degraded', T0]), T0 + MINUTE, 'degraded'],
    ['degraded and late', having(application, ['degraded', T0]), T0 + 5.5 * MINUTE, 'late'],
    ['paused and overdue', pause(application, T0), T0 + HOUR, 'paused'],
    ['never heard, not expected', anApplication(), T0 + HOUR, 'unknown'],
    ['never heard, expected later', job, slot, 'unknown'],
    ['never heard, expected', job, slot + 1, 'late'],
    ['its first run', having(job, ['started', slot]), slot + MINUTE, 'running'],
    ['a run while late for the next', having(job, ['started', slot]), slot + DAY + 1, 'late'],
    ['an announced run', having(job, ['succeeded', slot], ['pending', slot + SECOND]), slot + MINUTE, 'up'],
    [
      'a new run after a failure',
      having(job, ['failed', slot], ['started', slot + SECOND]),
      slot + MINUTE,
      'down',
    ],
    [
      'a run of a degraded job',
      having(job, ['degraded', slot], ['started', slot]),
      slot + MINUTE,
      'degraded',
    ],
  ] as const)('%s', (_, monitor, now, shown) => {
    expect(shownStatus(monitor, now)).toBe(shown);
  });

  test('a run whose overrun was told does not show as running for ever', () => {
    const overrun = judgeSilence(having(job, ['started', slot, 'a']), slot + DAY + 1);
    const recovered = having(
      overrun,
      ['started', slot + DAY + 1, 'b'],
      ['succeeded', slot + DAY + MINUTE, 'b'],
    );
    expect(shownStatus(recovered, slot + DAY + 2 * MINUTE)).toBe('up');
  });
});

describe('The words of an alert', () => {
  test.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59_499, '59 s'],
    [59_500, '1 min'],
    [185_000, '3 min 5 s'],
    [2 * HOUR + 10 * MINUTE + 59_000, '2 h 10 min'],
    [DAY, '1 d'],
    [4 * DAY + HOUR, '4 d 1 h'],
  ])('%i ms are %s', (ms, words) => {
    expect(inWords(ms)).toBe(words);
  });

  test('say what was expected and when, and name the last beat and our own deafness', () => {
    const gap = { from: T0 + MINUTE, to: T0 + 2 * MINUTE };
    const down = judgeSilence(having(aService(), ['alive', T0]), T0 + HOUR, gap);
    expect(down.last).toMatchObject({ gap });
    expect(down.last?.message).toBe(
      'Expected to be heard by 2026-03-02T12:05:00.000Z, last heard 2026-03-02T12:00:00.000Z.',
    );
  });
});
