import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cronProblem,
  earlinessFor,
  NO_SCHEDULE,
  nextSlot,
  periodOf,
  slotFor,
} from '../../core/monitor/schedule.ts';
import { cron, DAY, every, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const utc = (iso: string): number => Date.parse(`${iso}Z`);

/** The first slots after `from`, as `MM-DD HH:mm` in UTC. */
function slots(expression: string, timezone: string, from: string, count: number): string[] {
  const found: string[] = [];
  for (let at = utc(from); found.length < count; ) {
    at = nextSlot(cron(expression, timezone), at);
    found.push(new Date(at).toISOString().slice(5, 16).replace('T', ' '));
  }
  return found;
}

describe('A cron schedule over a day on which the clocks change', () => {
  const SPRING = {
    'Europe/Paris': '2026-03-28T12:00',
    'America/New_York': '2026-03-07T18:00',
    'Australia/Lord_Howe': '2026-10-03T02:00',
  };
  const AUTUMN = {
    'Europe/Paris': '2026-10-24T12:00',
    'America/New_York': '2026-10-31T18:00',
    'Australia/Lord_Howe': '2026-04-04T02:00',
  };

  test.each([
    ['Europe/Paris', '30 2 * * *', ['03-29 01:00', '03-30 00:30']],
    ['Europe/Paris', '0 3 * * *', ['03-29 01:00', '03-30 01:00']],
    ['Europe/Paris', '30 1,2 * * *', ['03-29 00:30', '03-29 01:00', '03-29 23:30']],
    ['America/New_York', '30 2 * * *', ['03-08 07:00', '03-09 06:30']],
    ['America/New_York', '59 1 * * *', ['03-08 06:59', '03-09 05:59']],
    ['Australia/Lord_Howe', '15 2 * * *', ['10-03 15:30', '10-04 15:15']],
    ['Australia/Lord_Howe', '30 2 * * *', ['10-03 15:30', '10-04 15:30']],
    ['Australia/Lord_Howe', '45 1 * * *', ['10-03 15:15', '10-04 14:45']],
  ] as const)('%s, "%s": a time that is skipped comes right after the gap', (zone, expression, expected) => {
    expect(slots(expression, zone, SPRING[zone], expected.length)).toEqual(expected);
  });

  test.each([
    ['Europe/Paris', '30 2 * * *', ['10-25 00:30', '10-26 01:30']],
    ['Europe/Paris', '0 3 * * *', ['10-25 02:00', '10-26 02:00']],
    ['America/New_York', '30 1 * * *', ['11-01 05:30', '11-02 06:30']],
    ['America/New_York', '30 1,2 * * *', ['11-01 05:30', '11-01 07:30', '11-02 06:30']],
    ['Australia/Lord_Howe', '45 1 * * *', ['04-04 14:45', '04-05 15:15']],
    ['Australia/Lord_Howe', '30 1,2 * * *', ['04-04 14:30', '04-04 16:00', '04-05 15:00']],
  ] as const)('%s, "%s": a time that comes twice counts once', (zone, expression, expected) => {
    expect(slots(expression, zone, AUTUMN[zone], expected.length)).toEqual(expected);
  });

  test.each([
    [
      'Europe/Paris',
      '*/30 1-2 * * *',
      [
        '10-24 23:00',
        '10-24 23:30',
        '10-25 00:00',
        '10-25 00:30',
        '10-25 01:00',
        '10-25 01:30',
        '10-26 00:00',
      ],
    ],
    [
      'Australia/Lord_Howe',
      '*/15 1 * * *',
      [
        '04-04 14:00',
        '04-04 14:15',
        '04-04 14:30',
        '04-04 14:45',
        '04-04 15:00',
        '04-04 15:15',
        '04-05 14:30',
      ],
    ],
  ] as const)(
    '%s, "%s": a job that follows the clock runs in both doubled hours',
    (zone, expression, expected) => {
      expect(slots(expression, zone, AUTUMN[zone], expected.length)).toEqual(expected);
    },
  );

  test('a zone with a crooked offset and no daylight saving is turned into UTC to the minute', () => {
    expect(slots('30 2 * * *', 'Asia/Kathmandu', '2026-03-28T12:00', 3)).toEqual([
      '03-28 20:45',
      '03-29 20:45',
      '03-30 20:45',
    ]);
  });

  const ZONES = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'] as const;
  const CHANGES = [...Object.values(SPRING), ...Object.values(AUTUMN)].map(utc);
  const aroundAChange = fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: 0, max: 2 * DAY }))
    .map(([a, b]) => a + b);

  /** Minute by minute, by the wall clock alone. */
  function firstMinuteAfter(
    at: number,
    timezone: string,
    matches: (hour: number, minute: number) => boolean,
  ): number {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      hour: '2-digit',
      minute: '2-digit',
    });
    for (let minute = Math.floor(at / MINUTE) * MINUTE + MINUTE; ; minute += MINUTE) {
      const [hours, minutes] = clock.format(minute).split(':').map(Number);
      if (matches(hours ?? 0, minutes ?? 0)) return minute;
    }
  }

  test.each([
    ['*/15 * * * *', (_hour: number, minute: number) => minute % 15 === 0],
    ['*/20 1-2 * * *', (hour: number, minute: number) => minute % 20 === 0 && (hour === 1 || hour === 2)],
    ['7 */2 * * *', (hour: number, minute: number) => minute === 7 && hour % 2 === 0],
  ])('"%s" has the slots that a look at the wall clock each minute finds', (expression, matches) => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), aroundAChange, (zone, at) => {
        expect(nextSlot(cron(expression, zone), at)).toBe(firstMinuteAfter(at, zone, matches));
      }),
      { numRuns: 60 },
    );
  });

  test('the next slot is the same from every moment before it, in whatever order one asks, and lies ahead', () => {
    const expressions = [
      '30 2 * * *',
      '30 1,2 * * *',
      '*/30 1-2 * * *',
      '0 0 * * 0',
      '15 2 1 * *',
      '0 * * * *',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...expressions),
        fc.constantFrom(...ZONES),
        aroundAChange,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (expression, zone, at, shares) => {
          const schedule = cron(expression, zone);
          const slot = nextSlot(schedule, at);
          expect(slot).toBeGreaterThan(at);
          for (const share of shares) {
            const between = Math.min(slot - 1, at + Math.floor((slot - at) * share));
            nextSlot(schedule, between + 3 * DAY);
            expect(nextSlot(schedule, between)).toBe(slot);
          }
          expect(nextSlot(schedule, slot - 1)).toBe(slot);
          expect(nextSlot(schedule, slot)).toBeGreaterThan(slot);
        },
      ),
    );
  });
});

describe('A signal that comes before its slot', () => {
  test.each([
    ['daily', '30 2 * * *', '2026-03-02T02:30', 5 * MINUTE],
    ['hourly', '0 * * * *', '2026-03-02T14:00', 5 * MINUTE],
    ['every 15 minutes', '*/15 * * * *', '2026-03-02T14:15', 90 * SECOND],
    ['every minute', '* * * * *', '2026-03-02T14:15', 6 * SECOND],
    ['a minute after another slot', '0,1 * * * *', '2026-03-02T14:01', 6 * SECOND],
    ['long after another slot, shortly before the next', '0,1 * * * *', '2026-03-02T14:00', 5 * MINUTE],
  ])(
    '%s: counts for it up to a tenth of the gap before, at most 5 minutes, and not a second earlier',
    (_, expression, iso, early) => {
      const schedule = cron(expression);
      const slot = utc(iso);
      expect(earlinessFor(schedule, slot)).toBe(early);
      expect(slotFor(schedule, slot - early)).toBe(slot);
      expect(slotFor(schedule, slot - 1)).toBe(slot);
      expect(slotFor(schedule, slot)).toBe(slot);
      expect(slotFor(schedule, slot - early - SECOND)).toBe(slot - early - SECOND);
    },
  );

  test('counts for no other slot than its own where two lie close together', () => {
    const schedule = cron('0,1 * * * *');
    expect(slotFor(schedule, utc('2026-03-02T14:00'))).toBe(utc('2026-03-02T14:00'));
  });

  test('counts for its own time where there is no cron schedule', () => {
    expect(slotFor(every(HOUR), T0)).toBe(T0);
    expect(slotFor(NO_SCHEDULE, T0)).toBe(T0);
  });

  test('a later signal never counts for an earlier slot', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('0,1 * * * *', '*/7 * * * *', '30 1,2 * * *', '0 2 * * 1-5'),
        fc.integer({ min: 0, max: 3 * DAY }),
        fc.integer({ min: 0, max: HOUR }),
        (expression, offset, later) => {
          const schedule = cron(expression, 'America/New_York');
          const first = utc('2026-03-07T00:00') + offset;
          expect(slotFor(schedule, first + later)).toBeGreaterThanOrEqual(slotFor(schedule, first));
        },
      ),
    );
  });
});

describe('A cron expression and its zone', () => {
  test.each([
    ['30 2 * * *', 'Europe/Paris'],
    [' 30  2 * * * ', 'UTC'],
    ['*/5 9-17 * * MON-FRI', 'America/New_York'],
    ['0 0 1 jan,jul *', 'Asia/Kathmandu'],
    ['0 0 * * 7', 'UTC'],
    ['0 0 L * *', 'UTC'],
    ['0 0 * * 5#2', 'UTC'],
    ['30 2 * * ?', 'UTC'],
    ['0 0 29 2 *', 'UTC'],
    ['0 12 13 * 5', 'UTC'],
    ['@hourly', 'UTC'],
    ['@daily', 'Europe/Paris'],
    ['@weekly', 'UTC'],
    ['@yearly', 'UTC'],
  ])('"%s" in %s can be used', (expression, timezone) => {
    expect(cronProblem(expression, timezone)).toBeUndefined();
  });

  test.each([
    ['30 2 30 2 *', 'UTC', '"30 2 30 2 *" never occurs'],
    ['0 0 31 4,6,9,11 *', 'UTC', '"0 0 31 4,6,9,11 *" never occurs'],
    ['30 2 * * *', 'Europe/Pariss', '"Europe/Pariss" is not an IANA time zone'],
    ['30 2 * * *', '', '"" is not an IANA time zone'],
    ['30 2 * * *', '+02:00', '"+02:00" is not an IANA time zone'],
    ['0 30 2 * * *', 'UTC', 'is not a cron expression of five fields'],
    ['30 2 * *', 'UTC', 'is not a cron expression of five fields'],
    ['', 'UTC', 'is not a cron expression of five fields'],
    ['60 2 * * *', 'UTC', 'is not a cron expression of five fields'],
    ['*/90 * * * *', 'UTC', 'is not a cron expression of five fields'],
    ['5/15 * * * *', 'UTC', 'is not a cron expression of five fields'],
    ['0 0 * * FRI-MON', 'UTC', 'is not a cron expression of five fields'],
    ['@reboot', 'UTC', 'is not a cron expression of five fields'],
    ['@fortnightly', 'UTC', 'is not a cron expression of five fields'],
    ['2030-01-01T00:00:00', 'UTC', 'is not a cron expression of five fields'],
    ['every day', 'UTC', 'is not a cron expression of five fields'],
  ])('"%s" in "%s" is refused: %s', (expression, timezone, problem) => {
    expect(cronProblem(expression, timezone)).toContain(problem);
  });

  test.each([
    ['never occurs', cron('30 2 30 2 *')],
    ['is one single date', cron('2030-01-01T00:00:00')],
    ['has no such zone', cron('30 2 * * *', 'Europe/Pariss')],
    ['is no expression', cron('every day')],
  ])('one that %s throws when it is evaluated, each time', (_, schedule) => {
    expect(() => nextSlot(schedule, T0)).toThrow();
    expect(() => nextSlot(schedule, T0)).toThrow();
  });

  test('day of month or day of week is enough where both are given', () => {
    expect(slots('0 12 13 * 5', 'UTC', '2026-03-02T00:00', 3)).toEqual([
      '03-06 12:00',
      '03-13 12:00',
      '03-20 12:00',
    ]);
  });

  test('more expressions than are kept parsed at once still find their slots', () => {
    for (let i = 0; i < 450; i++) {
      const minute = i % 60;
      const hour = Math.floor(i / 60);
      const expected = Date.UTC(2026, 2, 3, hour, minute);
      expect(nextSlot(cron(`${minute} ${hour} * * *`), Date.UTC(2026, 2, 3) - 1)).toBe(expected);
    }
  });

  test('finding slots for a fleet of a thousand takes far less than the minute between two sweeps', () => {
    const started = performance.now();
    for (let i = 0; i < 1_000; i++) {
      const schedule = cron(`${i % 60} 2 * * *`, 'Europe/Paris');
      slotFor(schedule, T0 + i * MINUTE);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('The period of a schedule', () => {
  test.each([
    ['none', NO_SCHEDULE, undefined],
    ['an interval', every(5 * MINUTE, HOUR), 5 * MINUTE],
    ['a daily cron', cron('30 2 * * *'), DAY],
    ['a cron of working days, in the week', cron('0 9 * * 1-5'), DAY],
  ])('%s', (_, schedule, period) => {
    expect(periodOf(schedule, T0)).toBe(period);
  });

  test('is an hour shorter over the night in which the clocks go forward', () => {
    expect(periodOf(cron('0 12 * * *', 'Europe/Paris'), utc('2026-03-29T00:00'))).toBe(23 * HOUR);
  });
});
