import { describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { createSweepHandler } from '../../lambdas/sweep/handler.ts';
import { aService, MINUTE, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const handlerOn = (stage: Stage) => createSweepHandler({ ...stage.judgeDeps, store: stage.store });

describe('the sweep as a function', () => {
  test('makes tickets for what falls due, sings a canary and says when it swept', async () => {
    const stage = new Stage();
    const { dueAt } = stage.put(heardAt(aService({ at: T0 }), T0));
    stage.clock.set(dueAt! - MINUTE);
    await handlerOn(stage)();
    expect(stage.sent.map(({ ticket }) => ticket.dueAt)).toEqual([dueAt]);
    expect(stage.canaries).toBe(1);
    expect(await stage.store.lastSweepAt()).toBe(stage.clock.now());
  });

  test('makes its tickets while nobody answers the canary', async () => {
    const stage = new Stage();
    const { dueAt } = stage.put(heardAt(aService({ at: T0 }), T0));
    stage.clock.set(dueAt!);
    let answer = (): void => {};
    const canary = { sing: () => new Promise<void>((resolve) => (answer = resolve)) };
    const listen = async () => canary.sing().then(() => true);
    const swept = createSweepHandler({ ...stage.judgeDeps, store: stage.store, listen })();
    for (let turn = 0; turn < 100; turn++) await null;
    expect(stage.sent).toHaveLength(1);
    answer();
    await swept;
  });

  test('fails where it could not sweep, so that its alarm rings', async () => {
    const stage = new Stage();
    stage.store.markSweep = async () => {
      throw new StoreUnavailable('The store is out');
    };
    await expect(handlerOn(stage)()).rejects.toThrow('The store is out');
  });

  test('tells the operators once while ingest is down, whatever else is well', async () => {
    const stage = new Stage();
    stage.canHear = false;
    const handle = handlerOn(stage);
    for (let minute = 0; minute < 10; minute++) {
      await handle();
      stage.clock.set(stage.clock.now() + MINUTE);
    }
    expect(stage.notices.map(({ kind }) => kind)).toEqual(['hearing']);
  });

  test('keeps the counts of the fleet every five minutes, and sweeps even where it cannot', async () => {
    const stage = new Stage();
    const start = Math.ceil(T0 / (5 * MINUTE)) * 5 * MINUTE;
    const handle = handlerOn(stage);
    for (let minute = 0; minute < 10; minute++) {
      stage.clock.set(start + minute * MINUTE + 1_234);
      await handle();
    }
    const summaries = await stage.store.summaries({ limit: 100 });
    expect(summaries.map(({ at }) => at - start)).toEqual([5 * MINUTE + 1_234, 1_234]);
    stage.store.putSummary = async () => {
      throw new StoreUnavailable('The store is out');
    };
    stage.clock.set(start + 10 * MINUTE);
    await handle();
    expect(await stage.store.lastSweepAt()).toBe(start + 10 * MINUTE);
    expect(stage.errors).toEqual(['The summary could not be kept']);
  });
});
