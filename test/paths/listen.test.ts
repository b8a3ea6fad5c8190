import { describe, expect, test } from '@jest/globals';
import { heard } from '../../core/monitor/hearing.ts';
import { admitGap, createListener, hearCanary } from '../../core/paths/listen.ts';
import { readOwnGaps } from '../../core/paths/read-own-gaps.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Notice } from '../../core/ports/operators.ts';
import { meanwhile } from '../support/intercept.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { Stage } from '../support/stage.ts';

const hearingOf = async (stage: Stage) => (await stage.store.readHearing()).hearing;
const listening = (stage: Stage) => stage.listen();

describe('listening', () => {
  test('a canary that is answered was heard, and nobody is told', async () => {
    const stage = new Stage();
    expect(await listening(stage)).toBe(true);
    expect(await hearingOf(stage)).toEqual({ heardAt: T0, gaps: [] });
    expect(stage.notices).toEqual([]);
  });

  test('the first that fails opens a gap at the last one heard, and the next one heard ends it', async () => {
    const stage = new Stage();
    await listening(stage);
    stage.canHear = false;
    stage.clock.advance(MINUTE);
    expect(await listening(stage)).toBe(false);
    expect((await hearingOf(stage)).gaps).toMatchObject([{ from: T0, told: true }]);
    stage.canHear = true;
    stage.clock.advance(MINUTE);
    await listening(stage);
    expect(await hearingOf(stage)).toEqual({
      heardAt: T0 + 2 * MINUTE,
      gaps: [{ from: T0, to: T0 + 2 * MINUTE, told: true }],
    });
  });

  test('each gap is told to the operators once, however many listen', async () => {
    const stage = new Stage();
    for (let gap = 1; gap <= 2; gap++) {
      stage.canHear = false;
      stage.clock.advance(MINUTE);
      await Promise.all([listening(stage), listening(stage), listening(stage)]);
      await listening(stage);
      expect(stage.notices).toHaveLength(gap);
      stage.canHear = true;
      stage.clock.advance(SECOND);
      await listening(stage);
    }
  });

  test('the operators are told once also where the gap cannot be written, and again after the next one', async () => {
    const stage = new Stage();
    await listening(stage);
    stage.canHear = false;
    let isFull = true;
    const store = meanwhile(stage.store, 'writeHearing', async () => {
      if (isFull) throw new StoreUnavailable('The disk is full');
    });
    const listen = createListener({ ...stage, store });
    expect(await Promise.all([listen(), listen()])).toEqual([false, false]);
    expect(await listen()).toBe(false);
    expect(stage.notices.map(({ subject }) => subject)).toEqual(['Heartbeat Central cannot hear']);
    expect(stage.errors.length).toBeGreaterThan(0);
    // The gap that can be written at last is the one they were told of.
    isFull = false;
    expect(await listen()).toBe(false);
    expect((await hearingOf(stage)).gaps).toMatchObject([{ from: T0, told: true }]);
    expect(stage.notices).toHaveLength(1);
    stage.canHear = true;
    stage.clock.advance(SECOND);
    expect(await listen()).toBe(true);
    stage.canHear = false;
    isFull = true;
    expect(await listen()).toBe(false);
    expect(stage.notices).toHaveLength(2);
  });

  test('the operators are told of a second outage by whoever told them of the first, though another ended that', async () => {
    const stage = new Stage();
    const judge = createListener(stage);
    const sweep = createListener(stage);
    await sweep();
    for (let outage = 1; outage <= 2; outage++) {
      stage.canHear = false;
      stage.clock.advance(MINUTE);
      expect([await judge(), await sweep(), await judge()]).toEqual([false, false, false]);
      expect(stage.notices).toHaveLength(outage);
      stage.canHear = true;
      stage.clock.advance(MINUTE);
      expect(await sweep()).toBe(true);
    }
  });

  test('the operators are told again where the first word did not get on its way', async () => {
    const stage = new Stage();
    let takes = false;
    const tell = async (notice: Notice) => {
      if (takes) stage.notices.push(notice);
      return takes;
    };
    const listen = createListener({ ...stage, operators: { tell } });
    await listen();
    stage.canHear = false;
    stage.clock.advance(MINUTE);
    await listen();
    expect((await hearingOf(stage)).gaps).toEqual([{ from: T0 }]);
    takes = true;
    await listen();
    await listen();
    expect(stage.notices).toHaveLength(1);
    expect((await hearingOf(stage)).gaps).toEqual([{ from: T0, told: true }]);
  });

  test('the operators are told of a gap that a restart admitted, once it turns out that we cannot hear', async () => {
    const stage = new Stage();
    await listening(stage);
    await admitGap(stage.store, stage.clock.advance(MINUTE));
    stage.canHear = false;
    await listening(stage);
    await listening(stage);
    expect(stage.notices).toHaveLength(1);
  });

  test('a write that another one overtakes is made again', async () => {
    const stage = new Stage();
    const store = meanwhile(stage.store, 'writeHearing', async (call) => {
      if (call === 1) await stage.changeHearing((hearing) => heard(hearing, T0 + 2));
    });
    await hearCanary(store, T0 + 1);
    expect(await hearingOf(stage)).toEqual({ heardAt: T0 + 2, gaps: [] });
  });

  test('where canaries come steadily, a long pause between two of them is a gap', async () => {
    const stage = new Stage();
    for (const at of [T0, T0 + SECOND, T0 + 4 * SECOND]) await hearCanary(stage.store, at, 3 * SECOND);
    expect((await hearingOf(stage)).gaps).toEqual([]);
    await hearCanary(stage.store, T0 + 10 * SECOND, 3 * SECOND);
    expect((await hearingOf(stage)).gaps).toEqual([{ from: T0 + 4 * SECOND, to: T0 + 10 * SECOND }]);
  });

  test('a restart admits a gap from the last canary on, but the very first start has none', async () => {
    const stage = new Stage();
    await admitGap(stage.store, T0);
    expect(await hearingOf(stage)).toEqual({ gaps: [] });
    await hearCanary(stage.store, T0);
    await admitGap(stage.store, T0 + MINUTE);
    await admitGap(stage.store, T0 + 2 * MINUTE);
    expect((await hearingOf(stage)).gaps).toEqual([{ from: T0 }]);
  });

  test('a gap that is over is kept for uptime, before it counts as over', async () => {
    const stage = new Stage();
    await hearCanary(stage.store, T0);
    await admitGap(stage.store, T0 + SECOND);
    expect(await stage.store.gapsSince(0)).toEqual([]);
    const dying = meanwhile(stage.store, 'writeHearing', async () => {
      throw new StoreUnavailable('It died just then');
    });
    await expect(hearCanary(dying, T0 + MINUTE)).rejects.toThrow(StoreUnavailable);
    expect(await stage.store.gapsSince(0)).toEqual([{ from: T0, to: T0 + MINUTE }]);
    const deaf = meanwhile(stage.store, 'keepGap', async () => {
      throw new StoreUnavailable('The disk is full');
    });
    await expect(hearCanary(deaf, T0 + MINUTE)).rejects.toThrow(StoreUnavailable);
    expect((await hearingOf(stage)).gaps).toEqual([{ from: T0 }]);
    await hearCanary(stage.store, T0 + 2 * MINUTE);
    await hearCanary(stage.store, T0 + 3 * MINUTE);
    expect(await stage.store.gapsSince(T0 + MINUTE)).toEqual([{ from: T0, to: T0 + 2 * MINUTE }]);
    // A pause that nobody noticed, and news of a gap that is over already.
    await hearCanary(stage.store, T0 + 4 * MINUTE, SECOND);
    await admitGap(stage.store, T0 + 4 * MINUTE - 1);
    expect(await stage.store.gapsSince(T0 + 2 * MINUTE)).toEqual([
      { from: T0 + 3 * MINUTE, to: T0 + 4 * MINUTE },
    ]);
  });

  test('the gaps of a time are those kept and the one that lasts', async () => {
    const stage = new Stage();
    await hearCanary(stage.store, T0);
    await hearCanary(stage.store, T0 + MINUTE, SECOND);
    await admitGap(stage.store, T0 + 2 * MINUTE);
    const gaps = await readOwnGaps(stage.store, 0, T0 + 5 * MINUTE);
    expect(gaps.within(0, T0 + 5 * MINUTE)).toBe(5 * MINUTE);
    await hearCanary(stage.store, T0 + 5 * MINUTE);
    const since = await readOwnGaps(stage.store, T0 + 2 * MINUTE, T0 + 9 * MINUTE);
    expect(since.within(T0 + 2 * MINUTE, T0 + 9 * MINUTE)).toBe(3 * MINUTE);
  });
});
