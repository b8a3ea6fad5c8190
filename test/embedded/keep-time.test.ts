import { describe, expect, test } from '@jest/globals';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { NOTHING_HEARD } from '../../core/monitor/hearing.ts';
import { keepTime, watchClock } from '../../embedded/keep-time.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { DAY, HOUR, T0 } from '../support/monitors.ts';

async function heardAt(at: number | undefined): Promise<MemoryStore> {
  const store = new MemoryStore(new ManualClock(T0));
  await store.writeHearing({ ...NOTHING_HEARD, heardAt: at }, 0);
  return store;
}

const standing = (wall: number): SteadyClock =>
  new SteadyClock(
    () => wall,
    () => 0,
  );

describe('a start on a machine whose clock was set back', () => {
  test('goes on from the last moment that is on disk', async () => {
    const clock = standing(T0);
    await keepTime(await heardAt(T0 + HOUR), clock);
    expect(clock.now()).toBe(T0 + HOUR);
  });

  test('is refused with both times where it is off by more than a day', async () => {
    const start = keepTime(await heardAt(T0 + DAY + 1), standing(T0));
    await expect(start).rejects.toThrow(/2026-03-03T12:00:00.001Z.*2026-03-02T12:00:00.000Z.*DATA_DIR/);
  });

  test.each([
    ['nothing was heard yet', undefined],
    ['all is well', T0 - HOUR],
  ])('changes nothing where %s', async (_name, at) => {
    const clock = standing(T0);
    await keepTime(await heardAt(at), clock);
    expect(clock.now()).toBe(T0);
  });
});

test('a clock that is set back is told of once, and again when it is caught up', () => {
  const time = { wall: T0, elapsed: 0 };
  const clock = new SteadyClock(
    () => time.wall,
    () => time.elapsed,
  );
  const lines: string[] = [];
  const line = (_facts: object, sentence: string): void => void lines.push(sentence.slice(0, 40));
  const look = watchClock(clock, { debug: line, info: line, warn: line, error: line });
  look();
  time.wall -= HOUR;
  look();
  look();
  expect(lines).toEqual(['The clock of this machine was set back; ']);
  time.wall += 2 * HOUR;
  look();
  look();
  expect(lines.slice(1)).toEqual(['The clock of this machine is caught up']);
});
