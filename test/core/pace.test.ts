import { describe, expect, test } from '@jest/globals';
import { HANDFUL, Pace } from '../../core/alerts/pace.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';

/** A pace whose handful was used up at T0, with a storm since then. */
function storming(): Pace {
  const pace = new Pace();
  for (let i = 0; i < HANDFUL; i++) expect(pace.takeSingle('slack', T0)).toBe(true);
  expect(pace.takeSingle('slack', T0)).toBe(false);
  expect(pace.holdUntil('slack', T0)).toBe(T0 + 1_500);
  return pace;
}

describe('the pace of a channel', () => {
  test('lets a handful a minute through, one by one', () => {
    const pace = new Pace();
    for (let i = 0; i < HANDFUL; i++) expect(pace.takeSingle('slack', T0 + i * SECOND)).toBe(true);
    expect(pace.takeSingle('slack', T0 + 5 * SECOND)).toBe(false);
    expect(pace.takeSingle('email', T0 + 5 * SECOND)).toBe(true);
    expect(pace.heldUntil('slack', T0 + 5 * SECOND)).toBeUndefined();
    expect(pace.takeSingle('slack', T0 + MINUTE)).toBe(true);
    expect(pace.takeSingle('slack', T0 + MINUTE)).toBe(false);
  });

  test('then lets groups through at growing distances, up to half a minute', () => {
    const pace = storming();
    const left: number[] = [];
    for (let at = T0; at < T0 + 2 * MINUTE; at += 100) {
      if (pace.takeGroup('slack', at)) left.push((at - T0) / SECOND);
    }
    expect(left).toEqual([1.5, 2.5, 3.5, 5.5, 10.5, 20.5, 40.5, 70.5, 100.5]);
    expect(left.length + HANDFUL).toBeLessThan(20);
  });

  test('holds everything for the next group while the storm is on', () => {
    const pace = storming();
    expect(pace.heldUntil('slack', T0 + 10)).toBe(T0 + 1_500);
    expect(pace.takeSingle('slack', T0 + MINUTE)).toBe(false);
    // Its time is over already: at once.
    expect(pace.heldUntil('slack', T0 + 5_000)).toBe(T0 + 5_000);
    expect(pace.holdUntil('slack', T0 + 5_000)).toBe(T0 + 5_000);
    expect(pace.takeGroup('slack', T0 + 5_000)).toBe(true);
    expect(pace.takeGroup('slack', T0 + 5_000)).toBe(false);
  });

  test('is calm again a minute after the next group could have left', () => {
    const pace = storming();
    expect(pace.takeGroup('slack', T0 + 1_500)).toBe(true);
    expect(pace.takeSingle('slack', T0 + 2_500 + MINUTE)).toBe(false);
    expect(pace.takeSingle('slack', T0 + 2_501 + MINUTE)).toBe(true);
  });

  test('gives away no group without a storm', () => {
    expect(new Pace().takeGroup('slack', T0)).toBe(false);
  });

  test('is a share of the handful where several processes speak to the channel', () => {
    const pace = new Pace(1);
    expect([pace.takeSingle('slack', T0), pace.takeSingle('slack', T0)]).toEqual([true, false]);
  });

  test('says what is being collected until it is', async () => {
    const pace = new Pace();
    let finish = (): void => {};
    const collected = pace.collect('slack', () => new Promise<void>((resolve) => (finish = resolve)));
    expect(pace.collecting('slack')).toBeDefined();
    expect(pace.collecting('email')).toBeUndefined();
    finish();
    await collected;
    expect(pace.collecting('slack')).toBeUndefined();
    await expect(pace.collect('slack', () => Promise.reject(new Error('out')))).rejects.toThrow('out');
    expect(pace.collecting('slack')).toBeUndefined();
  });
});
