import { describe, expect, test } from '@jest/globals';
import { sweep } from '../../core/paths/sweep.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { meanwhile } from '../support/intercept.ts';
import { aService, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt } from '../support/stage.ts';

const SETTLED = 501;

/** A stage with monitors that are due so many ms after T0. */
function dueAfter(...delays: number[]) {
  const stage = new Delivering('slack');
  for (const delay of delays) stage.put({ ...heardAt(aService({ id: `s${delay}` }), T0), dueAt: T0 + delay });
  return stage;
}

describe('the sweep', () => {
  test('fails where its tickets cannot be sent, and does not say that it swept', async () => {
    const stage = dueAfter(30 * SECOND, 40 * SECOND);
    const queue = { send: async (tickets: readonly unknown[]) => tickets.length };
    const swept = sweep({ store: stage.store, queue, settleMs: 500 }, stage.clock.now());
    await expect(swept).rejects.toThrow('2 of 2 tickets could not be sent');
    expect(await stage.store.lastSweepAt()).toBeUndefined();
  });

  test('makes a ticket for each monitor that falls due within 150 s, and for none beyond', async () => {
    const stage = dueAfter(150 * SECOND, 150 * SECOND + 1, 30 * SECOND);
    expect(await stage.sweep()).toBe(2);
    expect(stage.takeSent()).toEqual([
      { dueAt: T0 + 30 * SECOND, delayMs: 30 * SECOND + SETTLED },
      { dueAt: T0 + 150 * SECOND, delayMs: 150 * SECOND + SETTLED },
    ]);
  });

  test('gives what is long overdue to judge without delay', async () => {
    const stage = dueAfter(-5 * MINUTE);
    await stage.sweep();
    expect(stage.takeSent()).toEqual([{ dueAt: T0 - 5 * MINUTE, delayMs: 0 }]);
  });

  test('makes tickets for deliveries that are due or whose attempt was lost', async () => {
    const stage = new Delivering('slack', 'email');
    await stage.open(aTransition());
    stage.takeSent();
    await stage.attempt(aTransition(), 'email');
    stage.clock.advance(MINUTE);
    expect(await stage.sweep()).toBe(1);
    expect(stage.takeSent()).toEqual([{ dueAt: T0, delayMs: 0 }]);
  });

  test('changes nothing but its own watermark, which is set last', async () => {
    const stage = dueAfter(SECOND);
    const before = stage.store.monitors.get('service/s1000');
    const queue = meanwhile(stage.queue, 'send', async () => {
      expect(await stage.store.lastSweepAt()).toBeUndefined();
    });
    await sweep({ store: stage.store, queue, settleMs: 0 }, T0);
    expect(await stage.store.lastSweepAt()).toBe(T0);
    expect(stage.store.monitors.get('service/s1000')).toBe(before);
  });

  test('that fails leaves its watermark behind, and the next one makes the same tickets', async () => {
    const stage = dueAfter(SECOND);
    const queue = meanwhile(stage.queue, 'send', (call) => {
      if (call === 1) throw new Error('The queue is out');
    });
    const deps = { store: stage.store, queue, settleMs: 500 };
    await expect(sweep(deps, T0)).rejects.toThrow('The queue is out');
    expect(await stage.store.lastSweepAt()).toBeUndefined();
    expect(await sweep(deps, T0 + MINUTE)).toBe(1);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + SECOND, delayMs: 0 }]);
  });

  test('does not move its watermark back where a slow one ends after the next', async () => {
    const stage = dueAfter();
    await stage.sweep();
    await sweep({ store: stage.store, queue: stage.queue, settleMs: 0 }, T0 - MINUTE);
    expect(await stage.store.lastSweepAt()).toBe(T0);
  });

  test('that comes doubled or not for two minutes does not make a calm monitor cost more', async () => {
    const stage = dueAfter(10 * SECOND);
    stage.put(
      heardAt(
        aService({
          id: 's10000',
          config: { schedule: { type: 'interval', intervalMs: 10 * SECOND, graceMs: 0 } },
        }),
        T0,
      ),
    );
    let judged = 0;
    const line: { at: number; dueAt: number }[] = [];
    for (let second = 0; second < 600; second++) {
      const now = stage.clock.advance(SECOND);
      await stage.beat({ kind: 'service', id: 's10000' }, 'alive');
      if (second % 20 === 0) await stage.sweep();
      for (const { dueAt, delayMs } of stage.takeSent()) line.push({ at: now + delayMs, dueAt });
      for (const ripe of line.filter(({ at }) => at <= now)) {
        line.splice(line.indexOf(ripe), 1);
        judged += 1;
        await stage.judge({ kind: 'service', id: 's10000' }, ripe.dueAt);
      }
      for (const { dueAt, delayMs } of stage.takeSent()) line.push({ at: now + delayMs, dueAt });
    }
    expect(stage.told).toEqual([]);
    // 600 s are about 55 deadlines and 30 sweeps, each of which may double the ticket under way.
    expect(judged).toBeLessThanOrEqual(90);
  });
});
