import { describe, expect, test } from '@jest/globals';
import { deaf, heard } from '../../core/monitor/hearing.ts';
import { admitGap } from '../../core/paths/listen.ts';
import { meanwhile } from '../support/intercept.ts';
import { aService, every, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const SETTLED = 501;

/** A service heard at T0, at the end of whose window the clock stands. */
function silentService(windowMs = 5 * MINUTE) {
  const stage = new Stage();
  const monitor = stage.put(heardAt(aService({ config: { schedule: every(windowMs) } }), T0));
  stage.clock.set(T0 + windowMs + SETTLED);
  return { stage, monitor };
}

describe('before judge writes a silence', () => {
  test('it listens, and writes only after its canary was heard', async () => {
    const { stage, monitor } = silentService();
    const store = meanwhile(stage.store, 'change', () => expect(stage.canaries).toBe(1));
    await stage.judge(monitor, monitor.dueAt, { store });
    expect(stage.stored(monitor).status).toBe('down');
  });

  test('a canary heard before the deadline is not enough', async () => {
    const { stage, monitor } = silentService();
    await stage.changeHearing((hearing) => heard(hearing, monitor.dueAt!));
    await stage.judge(monitor);
    expect(stage.canaries).toBe(1);
  });

  test('a canary heard after the deadline is enough: a storm of silences costs one', async () => {
    const { stage, monitor } = silentService();
    const other = stage.put(heardAt(aService({ id: 'other' }), T0));
    await stage.judge(monitor);
    await stage.judge(other);
    expect([stage.stored(monitor).status, stage.stored(other).status]).toEqual(['down', 'down']);
    expect(stage.canaries).toBe(1);
  });

  test('it listens once more where the canary it joined had been under way before the deadline', async () => {
    const { stage, monitor } = silentService();
    let listened = 0;
    const listen = async () => {
      listened += 1;
      await stage.changeHearing((hearing) => heard(hearing, monitor.dueAt! + (listened === 2 ? 1 : -1)));
      return true;
    };
    await stage.judge(monitor, monitor.dueAt, { listen });
    expect(listened).toBe(2);
    expect(stage.stored(monitor).status).toBe('down');
  });

  test('it looks again in 30 s where no canary is heard after the deadline, whoever says otherwise', async () => {
    const { stage, monitor } = silentService();
    await stage.judge(monitor, monitor.dueAt, { listen: async () => true });
    const dueAt = stage.clock.now() + 30 * SECOND;
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', dueAt });
    expect(stage.takeSent()).toEqual([{ dueAt, delayMs: 30 * SECOND + SETTLED }]);
  });

  test('a beat that comes while it listens wins', async () => {
    const { stage, monitor } = silentService();
    const listen = async () => {
      await stage.beat(monitor);
      await stage.changeHearing((hearing) => heard(hearing, stage.clock.now()));
      return true;
    };
    await stage.judge(monitor, monitor.dueAt, { listen });
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', sequence: 0 });
  });
});

describe('while we cannot hear', () => {
  test('judge holds a silence for 30 s at a time and tells the operators once', async () => {
    const { stage, monitor } = silentService();
    stage.canHear = false;
    for (let i = 0; i < 3; i++) {
      await stage.judge(monitor);
      const dueAt = stage.clock.now() + 30 * SECOND;
      expect(stage.stored(monitor)).toMatchObject({ status: 'up', dueAt });
      expect(stage.takeSent()).toEqual([{ dueAt, delayMs: 30 * SECOND + SETTLED }]);
      stage.clock.set(dueAt + SETTLED);
    }
    expect(stage.notices.map((n) => n.subject)).toEqual(['Heartbeat Central cannot hear']);
  });

  test('an alert that waits keeps its retry time while its silence is held', async () => {
    const stage = new Stage();
    stage.canHear = false;
    stage.publishes = false;
    const monitor = stage.putFlipped(aService(), { type: 'alive' });
    stage.clock.advance(10 * MINUTE);
    await stage.changeHearing((hearing) => heard(hearing, T0));
    await stage.judge(monitor);
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', dueAt: T0 });
    expect(stage.takeSent()).toEqual([]);
  });

  test.each([
    ['its window', 2 * MINUTE, 2 * MINUTE],
    ['10 minutes, if its window is longer', HOUR, 10 * MINUTE],
  ])('each silence gets %s after the gap to speak, and its alert names the gap', async (_n, window, hold) => {
    const { stage, monitor } = silentService(window);
    const deadline = monitor.dueAt!;
    const gap = { from: deadline - MINUTE, to: deadline + 3 * MINUTE };
    await stage.changeHearing((h) => heard(deaf(heard(h, gap.from), gap.from + 1), gap.to));
    stage.clock.set(gap.to);
    await stage.judge(monitor);
    expect(stage.stored(monitor).status).toBe('up');
    await stage.pass(hold);
    expect(stage.stored(monitor).status).toBe('up');
    await stage.pass(2 * SECOND);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.published[0]).toMatchObject({ at: deadline, gap });
  });

  test('a monitor that speaks after the gap is never told of', async () => {
    const { stage, monitor } = silentService(2 * MINUTE);
    await stage.changeHearing((hearing) => heard(hearing, T0 + MINUTE));
    stage.canHear = false;
    await stage.pass(5 * MINUTE);
    stage.canHear = true;
    await stage.pass(MINUTE + 30 * SECOND);
    await stage.beat(monitor);
    await stage.pass(MINUTE);
    expect(stage.told).toEqual([]);
    await stage.pass(2 * MINUTE);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.published[0]!.gap).toBeUndefined();
  });

  test('a gap that ended before the silence began is not its gap', async () => {
    const { stage, monitor } = silentService();
    await stage.changeHearing(() => ({ heardAt: T0, gaps: [{ from: T0 - HOUR, to: T0 }] }));
    await stage.judge(monitor);
    expect(stage.stored(monitor)).toMatchObject({ status: 'down' });
    expect(stage.stored(monitor).last?.gap).toBeUndefined();
  });

  test('for 15 minutes, judge judges again and says so', async () => {
    const { stage, monitor } = silentService();
    await stage.changeHearing((hearing) => heard(hearing, T0 + MINUTE));
    stage.canHear = false;
    await stage.judge(monitor);
    await stage.pass(T0 + 16 * MINUTE - SECOND - stage.clock.now());
    expect(stage.told).toEqual([]);
    await stage.pass(MINUTE);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.published[0]!.gap).toEqual({ from: T0 + MINUTE });
    expect(stage.notices).toHaveLength(1);
  });

  test('since the very first start, silences are judged again after 15 minutes too', async () => {
    const { stage } = silentService();
    stage.canHear = false;
    await stage.pass(20 * MINUTE);
    expect(stage.told).toEqual(['up down missed']);
    expect(stage.published[0]!.gap).toEqual({ from: T0 + 5 * MINUTE + SETTLED });
  });

  test('a fault of the store while listening lets nothing be written', async () => {
    const { stage, monitor } = silentService();
    const listen = async () => {
      throw new Error('The store is out');
    };
    await expect(stage.judge(monitor, monitor.dueAt, { listen })).rejects.toThrow('The store is out');
    expect(stage.stored(monitor)).toBe(monitor);
  });
});

describe('after a restart', () => {
  test('who had no chance to report is not told of, and who stays silent is, with the gap', async () => {
    const { stage, monitor } = silentService();
    const speaks = stage.put(heardAt(aService({ id: 'speaks' }), T0));
    const lastHeard = T0 + MINUTE;
    await stage.changeHearing((hearing) => heard(hearing, lastHeard));
    const restart = T0 + HOUR;
    stage.clock.set(restart);
    await admitGap(stage.store, restart);
    await stage.pass(4 * MINUTE);
    await stage.beat(speaks);
    await stage.pass(2 * MINUTE);
    expect(stage.stored(speaks).status).toBe('up');
    expect(stage.stored(monitor).status).toBe('down');
    expect(stage.published.map((t) => [t.id, t.gap])).toEqual([
      [monitor.id, { from: lastHeard, to: restart }],
    ]);
    expect(stage.notices).toEqual([]);
  });
});
