import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  deaf,
  type Hearing,
  heard,
  NOTHING_HEARD,
  openGap,
  trustSilence,
} from '../../core/monitor/hearing.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const at = (minutes: number): number => T0 + minutes * MINUTE;

/** Silent from minute 10 to 15: its window is 5 minutes. */
const SILENCE = { from: at(10), at: at(15) };

const hearing = (heardAt: number | undefined, ...gaps: [number, number?][]): Hearing => ({
  heardAt: heardAt === undefined ? undefined : at(heardAt),
  gaps: gaps.map(([from, to]) => ({ from: at(from), to: to === undefined ? undefined : at(to) })),
});

describe('A silence', () => {
  test.each([
    ['no canary was ever heard', hearing(undefined), 20, 'listen'],
    ['a canary was heard before its deadline only', hearing(14), 20, 'listen'],
    ['a canary was heard at its deadline', hearing(15), 20, 'listen'],
    ['a canary was heard after its deadline', hearing(15.1), 16, 'trust'],
    ['a gap was over when it began', hearing(16, [5, 10]), 16, 'trust'],
    ['a gap began after its deadline, and ended', hearing(18, [15.1, 18]), 18, 'trust'],
    ['we are deaf since after its deadline', hearing(16, [16]), 17, 'trust'],
    ['a gap overlaps it, inside the hold', hearing(16, [9, 12]), 16, 'hold'],
    ['a gap overlaps it, at the end of the hold', hearing(17, [9, 12]), 17, 'hold'],
    ['a gap overlaps it, after the hold', hearing(17, [9, 12]), 17.1, 'trust'],
    ['a gap overlaps it, after the hold, nothing heard since', hearing(15, [9, 12]), 17.1, 'listen'],
    ['of two gaps the later one holds it', hearing(19, [9, 11], [13, 14.5]), 19.4, 'hold'],
    ['of two gaps the later one is over', hearing(19, [9, 11], [13, 14.5]), 19.6, 'trust'],
    ['a gap began exactly at its deadline', hearing(17, [15, 17]), 20, 'hold'],
    ['we are deaf', hearing(12, [12]), 26, 'hold'],
    ['we are deaf since exactly its deadline', hearing(15, [15]), 20, 'hold'],
    ['we are deaf for 15 minutes', hearing(12, [12]), 27, 'trust'],
    [
      'none was ever heard, and we know of it only since after its deadline',
      hearing(undefined, [16]),
      30,
      'hold',
    ],
    ['none was ever heard, for 15 minutes', hearing(undefined, [16]), 31, 'trust'],
    ['we are deaf for 15 minutes since exactly its deadline', hearing(15, [15]), 30, 'trust'],
  ] as const)('where %s: heard %j, at minute %d: %s', (_, known, now, type) => {
    expect(trustSilence(known, SILENCE, at(now))).toMatchObject({ type });
  });

  test('names the gap that it must be told with', () => {
    expect(trustSilence(hearing(18, [9, 12]), SILENCE, at(18))).toMatchObject({
      gap: { from: at(9), to: at(12) },
    });
    expect(trustSilence(hearing(12, [12]), SILENCE, at(30))).toEqual({
      type: 'trust',
      gap: { from: at(12) },
    });
    expect(trustSilence(hearing(18), SILENCE, at(18))).toEqual({ type: 'trust', gap: undefined });
  });

  test('of a day is held for 10 minutes after a gap, not for a day', () => {
    const long = { from: at(0), at: at(1_440) };
    expect(trustSilence(hearing(1_500, [1_400, 1_441]), long, at(1_451))).toMatchObject({
      type: 'hold',
      until: at(1_451),
    });
    expect(trustSilence(hearing(1_500, [1_400, 1_441]), long, at(1_451) + 1)).toMatchObject({
      type: 'trust',
    });
  });

  test('while we are deaf it is looked at again in 30 seconds', () => {
    expect(trustSilence(hearing(12, [12]), SILENCE, at(20))).toMatchObject({ until: at(20.5) });
  });
});

describe('What we know of our hearing', () => {
  test('a canary that fails opens a gap at the last one heard; the next one heard ends it', () => {
    const gone = deaf(heard(NOTHING_HEARD, at(1)), at(2));
    expect(gone).toEqual({ heardAt: at(1), gaps: [{ from: at(1) }] });
    expect(deaf(gone, at(3))).toBe(gone);
    expect(heard(gone, at(4))).toEqual({ heardAt: at(4), gaps: [{ from: at(1), to: at(4) }] });
  });

  test('if none was ever heard, the gap begins with the first that failed', () => {
    expect(deaf(NOTHING_HEARD, at(2))).toEqual({ gaps: [{ from: at(2) }] });
  });

  test('late news of a canary heard before the gap does not end it', () => {
    const gone = deaf(heard(NOTHING_HEARD, at(5)), at(6));
    expect(heard(gone, at(4))).toEqual(gone);
    expect(openGap(heard(gone, at(5)))).toEqual({ from: at(5) });
  });

  test('late news of a failed canary is a gap that is over already', () => {
    const known = heard(NOTHING_HEARD, at(5));
    expect(deaf(known, at(4))).toEqual({ heardAt: at(5), gaps: [{ from: at(4), to: at(5) }] });
    const before = heard(deaf(heard(NOTHING_HEARD, at(1)), at(2)), at(5));
    expect(deaf(before, at(4))).toEqual(before);
  });

  test('a pause that is too long between two canaries is a gap, though nobody noticed', () => {
    const known = heard(NOTHING_HEARD, at(1));
    expect(heard(known, at(2), MINUTE).gaps).toEqual([]);
    expect(heard(known, at(2) + 1, MINUTE).gaps).toEqual([{ from: at(1), to: at(2) + 1 }]);
    const gone = deaf(known, at(2));
    expect(heard(gone, at(9), MINUTE).gaps).toEqual([{ from: at(1), to: at(9) }]);
  });

  const events = fc.array(
    fc.record({
      is: fc.constantFrom('heard', 'heard', 'deaf', 'steady' as const),
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 * MINUTE })),
      lag: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 * MINUTE })),
    }),
    { maxLength: 120 },
  );

  const lived = (
    story: { is: string; wait: number; lag: number }[],
  ): { known: Hearing; now: number; all: Hearing[] } => {
    let now = T0;
    let known: Hearing = NOTHING_HEARD;
    const all = story.map(({ is, wait, lag }) => {
      now += wait;
      if (is === 'deaf') known = deaf(known, now - lag);
      else known = heard(known, now - lag, is === 'steady' ? MINUTE : undefined);
      return known;
    });
    return { known, now, all };
  };

  test('keeps gaps in order and apart, at most 20 of them, only the newest open, from the last one heard', () => {
    fc.assert(
      fc.property(events, (story) => {
        let newest = Number.NEGATIVE_INFINITY;
        for (const { heardAt, gaps } of lived(story).all) {
          expect(gaps.length).toBeLessThanOrEqual(20);
          gaps.forEach((gap, i) => {
            const next = gaps[i + 1];
            if (next) expect(gap.to ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(next.from);
            expect(gap.to ?? Number.POSITIVE_INFINITY).toBeGreaterThan(gap.from);
            expect(gap.to ?? 0).toBeLessThanOrEqual(heardAt ?? 0);
          });
          expect(heardAt ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(newest);
          newest = heardAt ?? newest;
        }
      }),
    );
  });

  test('no silence is believed inside the hold of a gap, nor before a canary was heard after its deadline', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: 0, max: 3 * HOUR }),
        fc.integer({ min: SECOND, max: HOUR }),
        fc.integer({ min: 1, max: HOUR }),
        (story, begin, window, later) => {
          const { known, now: end } = lived(story);
          const silence = { from: T0 + begin, at: T0 + begin + window };
          const now = Math.max(silence.at, end) + later;
          const verdict = trustSilence(known, silence, now);
          const overlapping = known.gaps.filter(
            ({ from, to }) => from < silence.at && (to ?? Number.POSITIVE_INFINITY) > silence.from,
          );
          const open = openGap(known);
          const concerned = open && (open.from <= silence.at || known.heardAt === undefined);
          const deafTooLong = concerned === true && now - open.from >= 15 * MINUTE;
          const holds = overlapping.some(
            ({ to }) => to !== undefined && now <= to + Math.min(window, 10 * MINUTE),
          );
          if (verdict.type === 'trust') {
            expect(holds && !deafTooLong).toBe(false);
            if (!deafTooLong) expect(known.heardAt).toBeGreaterThan(silence.at);
            if (concerned) expect(deafTooLong).toBe(true);
            if (overlapping.length > 0) expect(verdict.gap).toBeDefined();
          }
          if (verdict.type === 'hold') expect(verdict.until).toBeGreaterThanOrEqual(now);
          if (deafTooLong) expect(verdict.type).toBe('trust');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('sooner or later every silence is believed: once we hear, or after 15 minutes of deafness', () => {
    fc.assert(
      fc.property(events, fc.boolean(), (story, hearsAgain) => {
        const { known, now } = lived(story);
        const silence = { from: now - HOUR, at: now + MINUTE };
        const end = now + 26 * MINUTE;
        const then = hearsAgain ? heard(known, now + 2 * MINUTE) : deaf(known, now + 2 * MINUTE);
        expect(trustSilence(then, silence, end + HOUR).type).toBe('trust');
      }),
    );
  });
});
