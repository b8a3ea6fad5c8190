import { describe, expect, test } from '@jest/globals';
import type { Credential } from '../../core/monitor/credential.ts';
import { createMonitor } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Signal } from '../../core/monitor/signal.ts';
import { type Heartbeat, recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { counted, meanwhile } from '../support/intercept.ts';
import { aDaemon, aScheduler, aService, CONFIG_OF, every, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const ANYONE: Credential = { admin: false };
const beatOf = (ref: Monitor, signal: Signal, credential = ANYONE): Heartbeat => ({
  ref,
  signal,
  credential,
});

/** A service that was up before T0. */
function upService(overrides: Parameters<typeof aService>[0] = {}) {
  const stage = new Stage();
  const monitor = stage.put(heardAt(aService(overrides), T0 - SECOND));
  return { stage, monitor };
}

describe('a steady beat', () => {
  test.each([
    ['alive', 'up'],
    ['degraded', 'degraded'],
    ['failed', 'down'],
  ] as const)(
    '%s of one that is %s costs one update without a read, and never a ticket',
    async (type, status) => {
      const { stage, monitor } = upService({ status });
      const armed = stage.put({ ...monitor, status });
      const { object: store, calls } = counted(stage.store);
      for (let i = 0; i < 1_000; i++) {
        const at = stage.clock.advance(SECOND);
        const outcome = await recordHeartbeats({ ...stage.recordDeps, store }, [beatOf(armed, { type })], at);
        expect(outcome).toEqual(['recorded']);
      }
      expect([...calls]).toEqual([['recordSteady', 1_000]]);
      expect(stage.takeSent()).toEqual([]);
      const { dueAt, version, lastBeatAt } = stage.stored(armed);
      expect({ dueAt, version }).toEqual({ dueAt: armed.dueAt, version: 1 });
      expect(lastBeatAt).toBe(T0 + 1_000 * SECOND);
      expect(await stage.store.beats(armed, { limit: 2_000 })).toHaveLength(1_000);
    },
  );

  test('a whole batch costs one call, and its outcomes come in order', async () => {
    const { stage, monitor } = upService();
    const other = stage.put(heardAt(aService({ id: 'other' }), T0 - SECOND));
    const nobody = aService({ id: 'nobody' });
    const { object: store, calls } = counted(stage.store);
    const beats = [nobody, other, monitor].map((m) => beatOf(m, { type: 'alive' }));
    const outcomes = await recordHeartbeats({ ...stage.recordDeps, store }, beats, T0);
    expect(outcomes).toEqual(['unknown', 'recorded', 'recorded']);
    expect(calls.get('recordSteady')).toBe(1);
    expect(calls.get('read')).toBe(1);
  });

  test('of a run that has sent a heartbeat before needs no read either', async () => {
    const stage = new Stage();
    const runs = { n1: { startedAt: T0, announcedAt: T0, heardAt: T0 } };
    const job = stage.put({ ...heardAt(aScheduler(), T0), runs });
    const { object: store, calls } = counted(stage.store);
    const beat = beatOf(job, { type: 'alive', runId: 'n1' });
    await recordHeartbeats({ ...stage.recordDeps, store }, [beat], T0 + MINUTE);
    expect([...calls.keys()]).toEqual(['recordSteady']);
    expect(stage.stored(job).runs.n1?.heardAt).toBe(T0 + MINUTE);
  });
});

describe('a beat that changes something', () => {
  test('the first beat ever moves the monitor up, arms its deadline and wakes judge at once', async () => {
    const stage = new Stage();
    const monitor = stage.put(aService());
    expect(await stage.beat(monitor)).toEqual(['recorded']);
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', sequence: 1, dueAt: T0, version: 2 });
    expect(stage.takeSent()).toEqual([{ dueAt: T0, delayMs: 0 }]);
  });

  test('its ticket is sent only after its write', async () => {
    const stage = new Stage();
    const monitor = stage.put(aService());
    const queue = meanwhile(stage.queue, 'send', () => expect(stage.stored(monitor).sequence).toBe(1));
    await recordHeartbeats({ ...stage.recordDeps, queue }, [beatOf(monitor, { type: 'alive' })], T0);
    expect(stage.sent).toHaveLength(1);
  });

  test('a run that starts arms its limit, with its ticket where that is near', async () => {
    const stage = new Stage();
    const runLimits = { maxRuntimeMs: MINUTE };
    const job = stage.put(aScheduler({ config: { runLimits } }));
    await stage.beat(job, 'started');
    expect(stage.stored(job)).toMatchObject({ status: 'unknown', dueAt: T0 + MINUTE });
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + MINUTE, delayMs: MINUTE + 501 }]);
  });

  test('a failure that only counts leaves dueAt where it is and sends nothing', async () => {
    const { stage, monitor } = upService({ config: { thresholds: { failures: 3, recoveries: 1 } } });
    await stage.beat(monitor, 'failed');
    await stage.beat(monitor, 'failed');
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', streak: { count: 2 }, dueAt: monitor.dueAt });
    expect(stage.takeSent()).toEqual([]);
    await stage.beat(monitor, 'failed');
    expect(stage.takeSent()).toEqual([{ dueAt: T0, delayMs: 0 }]);
  });

  test('what still waits in the outbox is in history before the next flip takes its place', async () => {
    const stage = new Stage();
    const monitor = stage.putFlipped(aService(), { type: 'alive' });
    const store = meanwhile(stage.store, 'change', async () => {
      expect(await stage.store.transition(monitor, T0, 1)).toMatchObject({ to: 'up' });
    });
    await recordHeartbeats({ ...stage.recordDeps, store }, [beatOf(monitor, { type: 'failed' })], T0);
    expect(stage.stored(monitor)).toMatchObject({ sequence: 2, published: 0, last: { to: 'down' } });
  });

  test('a start does not undo the heartbeat of another run that is stored meanwhile', async () => {
    const stage = new Stage();
    const runs = { a: { startedAt: T0, announcedAt: T0, heardAt: T0 } };
    const job = stage.put({ ...heardAt(aScheduler(), T0), runs });
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call > 1) return;
      const heartbeat = beatOf(job, { type: 'alive', runId: 'a' });
      await recordHeartbeats(stage.recordDeps, [heartbeat], T0 + MINUTE);
    });
    const start = beatOf(job, { type: 'started', runId: 'b' });
    expect(await recordHeartbeats({ ...stage.recordDeps, store }, [start], T0 + MINUTE)).toEqual([
      'recorded',
    ]);
    expect(stage.stored(job).runs).toMatchObject({
      a: { heardAt: T0 + MINUTE },
      b: { startedAt: T0 + MINUTE },
    });
  });

  test('five lost tries make the whole request fail, so that it is sent again', async () => {
    const stage = new Stage();
    const monitor = stage.put(aService());
    let tries = 0;
    const store = meanwhile(stage.store, 'change', async () => {
      tries += 1;
      const read = stage.stored(monitor);
      await stage.store.change(read, { ...read, countFrom: T0 + tries });
    });
    const work = recordHeartbeats({ ...stage.recordDeps, store }, [beatOf(monitor, { type: 'alive' })], T0);
    await expect(work).rejects.toThrow(StoreUnavailable);
    expect(tries).toBe(5);
    expect(stage.stored(monitor).status).toBe('unknown');
  });

  test('a failing store makes the request fail, and leaves no rejection behind', async () => {
    const stage = new Stage();
    const beats = ['a', 'b', 'c'].map((id) => beatOf(stage.put(aService({ id })), { type: 'alive' }));
    const store = meanwhile(stage.store, 'read', () => {
      throw new StoreUnavailable('out');
    });
    await expect(recordHeartbeats({ ...stage.recordDeps, store }, beats, T0)).rejects.toThrow('out');
  });
});

describe('one monitor twice in a request', () => {
  test.each([
    [['alive', 'failed'], 'down'],
    [['failed', 'alive'], 'down'],
    [['degraded', 'alive', 'alive'], 'degraded'],
  ] as const)('is one beat, and of %j the graver one wins', async (types, status) => {
    const { stage, monitor } = upService();
    const beats = types.map((type) => beatOf(monitor, { type, message: type }));
    const outcomes = await recordHeartbeats(stage.recordDeps, beats, T0);
    expect(outcomes).toEqual(types.map(() => 'recorded'));
    expect(stage.stored(monitor)).toMatchObject({ status, sequence: 1 });
    expect(await stage.store.beats(monitor, { limit: 9 })).toHaveLength(1);
  });

  test('under two keys is two beats: a wrong key cannot take the right one with it', async () => {
    const { stage, monitor } = upService({ keyId: 'right' });
    const beats = ['wrong', 'right'].map((keyId) =>
      beatOf(monitor, { type: 'alive' }, { keyId, admin: false }),
    );
    expect(await recordHeartbeats(stage.recordDeps, beats, T0)).toEqual(['refused', 'recorded']);
  });

  test('in two runs is two beats', async () => {
    const stage = new Stage();
    const job = stage.put(aScheduler());
    const beats = ['a', 'b'].map((runId) => beatOf(job, { type: 'started', runId }));
    expect(await recordHeartbeats(stage.recordDeps, beats, T0)).toEqual(['recorded', 'recorded']);
    expect(Object.keys(stage.stored(job).runs).sort()).toEqual(['a', 'b']);
  });
});

describe('who is let in', () => {
  test.each([
    ['anyone, where no key is asked for', undefined, ANYONE, 'recorded'],
    ['the key it names', 'k1', { keyId: 'k1', admin: false }, 'recorded'],
    ['an admin', 'k1', { keyId: 'admin', admin: true }, 'recorded'],
    ['no other key', 'k1', { keyId: 'k2', admin: false }, 'refused'],
    ['not who has no key', 'k1', ANYONE, 'refused'],
  ] as const)('%s', async (_name, keyId, credential, outcome) => {
    for (const type of ['alive', 'failed'] as const) {
      const { stage, monitor } = upService({ keyId });
      const beats = [beatOf(monitor, { type }, credential)];
      expect(await recordHeartbeats(stage.recordDeps, beats, T0)).toEqual([outcome]);
      if (outcome === 'refused') expect(stage.stored(monitor)).toBe(monitor);
    }
  });

  test('a closed monitor is unknown, even while its end waits to be told', async () => {
    const { stage, monitor } = upService();
    stage.put({ ...monitor, status: 'closed', reason: 'deleted' });
    expect(await stage.beat(monitor)).toEqual(['unknown']);
  });
});

describe('a signal older than the newest one', () => {
  test('is history only', async () => {
    const stage = new Stage();
    const monitor = stage.put(heardAt(aDaemon(), T0));
    expect(await stage.beat(monitor, 'failed', T0 - 1)).toEqual(['recorded']);
    expect(stage.stored(monitor)).toBe(monitor);
    expect(await stage.store.beats(monitor, { limit: 9 })).toMatchObject([{ at: T0 - 1, type: 'failed' }]);
    expect(stage.takeSent()).toEqual([]);
  });

  test('becomes so where a newer beat overtakes it on the way to the store', async () => {
    const { stage, monitor } = upService();
    const store = meanwhile(stage.store, 'change', async (call) => {
      if (call === 1) await stage.beat(monitor, 'alive', T0 + 1);
    });
    await recordHeartbeats({ ...stage.recordDeps, store }, [beatOf(monitor, { type: 'failed' })], T0);
    expect(stage.stored(monitor)).toMatchObject({ status: 'up', sequence: 0, lastBeatAt: T0 + 1 });
    expect((await stage.store.beats(monitor, { limit: 9 })).map((b) => b.type)).toEqual(['alive', 'failed']);
  });

  test('counts for the new life of its id that began on its way to the store', async () => {
    const { stage, monitor } = upService();
    const reborn = createMonitor(
      monitor,
      { ...CONFIG_OF.service, schedule: every(MINUTE) },
      undefined,
      T0 + 1,
    );
    const store = meanwhile(stage.store, 'change', (call) => call === 1 && stage.put(reborn));
    await recordHeartbeats({ ...stage.recordDeps, store }, [beatOf(monitor, { type: 'failed' })], T0);
    expect(stage.stored(monitor)).toMatchObject({ born: T0 + 1, sequence: 1 });
  });
});
