import { describe, expect, test } from '@jest/globals';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';

function machine(wall = 1_000_000) {
  const time = { wall, elapsed: 0 };
  const clock = new SteadyClock(
    () => time.wall,
    () => time.elapsed,
  );
  const pass = (ms: number): void => {
    time.wall += ms;
    time.elapsed += ms;
  };
  return { time, clock, pass };
}

describe('the clock of one machine', () => {
  test('follows the machine while its time goes forward, also by a jump', () => {
    const { time, clock, pass } = machine();
    pass(5);
    expect(clock.now()).toBe(1_000_005);
    time.wall += 3_600_000;
    expect(clock.now()).toBe(4_600_005);
  });

  test('goes on at half pace when it is set back, until the machine has caught up', () => {
    const { time, clock, pass } = machine();
    clock.now();
    time.wall -= 3_600_000;
    expect(clock.aheadMs()).toBe(3_600_000);
    pass(500);
    expect(clock.now()).toBe(1_000_250);
    for (let i = 0; i < 7_200; i++) {
      pass(1_000);
      const before = clock.now();
      expect(clock.now()).toBe(before);
    }
    expect(clock.aheadMs()).toBe(0);
    expect(clock.now()).toBe(time.wall);
  });

  test('loses no part of a millisecond by being read often while it is set back', () => {
    const { time, clock, pass } = machine();
    clock.now();
    time.wall -= 3_600_000;
    for (let i = 0; i < 1_000; i++) {
      pass(0.25);
      clock.now();
    }
    expect(clock.now()).toBe(1_000_125);
  });

  test('is never before what was written', () => {
    const { clock, pass } = machine();
    clock.notBefore(2_000_000);
    expect(clock.now()).toBe(2_000_000);
    pass(10);
    expect(clock.now()).toBe(2_000_005);
    clock.notBefore(5);
    expect(clock.now()).toBe(2_000_005);
  });
});
