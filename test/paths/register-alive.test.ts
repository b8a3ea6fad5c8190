import { describe, expect, test } from '@jest/globals';
import { close, pause } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Signal } from '../../core/monitor/signal.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { registerAlive } from '../../core/paths/register-alive.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { meanwhile } from '../support/intercept.ts';
import { aDaemon, CONFIG_OF, DAY, every, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt, Stage } from '../support/stage.ts';

const REF = { kind: 'daemon', id: 'queue-worker-1' } as const;
const OURS = { keyId: 'k1', admin: false };

interface Given {
  readonly config?: Partial<Monitor['config']>;
  readonly signal?: Signal['type'];
  readonly credential?: { keyId?: string; admin: boolean };
  readonly at?: number;
  readonly store?: Stage['store'];
}

function register(stage: Stage, given: Given = {}) {
  const { config, signal = 'alive', credential = OURS, at = stage.clock.now(), store = stage.store } = given;
  const registration = {
    ref: REF,
    credential,
    config: (present: Monitor | undefined) => ({ ...(present?.config ?? CONFIG_OF.daemon), ...config }),
    signal: () => ({ type: signal, clientTime: 'yesterday' }),
  };
  return registerAlive({ ...stage.recordDeps, store }, registration, at);
}

describe('registering what is new', () => {
  test('is one write: watched under its key and heard, with its record', async () => {
    const stage = new Stage();
    expect(await register(stage)).toEqual(stage.stored(REF));
    expect(stage.stored(REF)).toMatchObject({
      status: 'up',
      keyId: 'k1',
      lastBeatAt: T0,
      born: T0,
      version: 1,
    });
    expect(await stage.store.beats(REF, { limit: 9 })).toMatchObject([
      { at: T0, type: 'alive', clientTime: 'yesterday' },
    ]);
    expect(stage.takeSent()).toEqual([{ dueAt: T0, delayMs: 0 }]);
  });

  test('counts from then: one that never speaks again goes down at its deadline, and is told of', async () => {
    const stage = new Stage();
    await register(stage);
    await stage.pass(MINUTE + 2 * SECOND);
    expect(stage.told).toEqual(['unknown up heartbeat', 'up down missed']);
    expect(stage.published.at(-1)).toMatchObject({ at: T0 + MINUTE });
  });

  test('over a life that ended begins another, which tells what is left to tell', async () => {
    const stage = new Stage();
    stage.put(heardAt(aDaemon(), T0));
    stage.publishes = false;
    await stage.beat(REF, 'failed');
    await changeMonitor(stage.recordDeps, REF, (m) => close(m, T0), T0);
    expect(await register(stage)).toMatchObject({ born: T0 + 1, keyId: 'k1', status: 'up', lastBeatAt: T0 });
    stage.publishes = true;
    await stage.pass(SECOND);
    expect(stage.told).toEqual(['up down reported-failure', 'down closed deleted', 'unknown up heartbeat']);
  });

  test('twice at once makes one life', async () => {
    const stage = new Stage();
    await Promise.all([register(stage), register(stage), register(stage)]);
    expect(stage.stored(REF)).toMatchObject({ born: T0, sequence: 1 });
    expect(await stage.store.beats(REF, { limit: 9 })).toHaveLength(3);
  });
});

describe('registering again', () => {
  test('writes the configuration and that it was heard, and keeps its key', async () => {
    const stage = new Stage();
    stage.put(heardAt(aDaemon({ keyId: 'k1' }), T0));
    stage.clock.advance(30 * SECOND);
    const admin = { keyId: 'the-admin', admin: true };
    await register(stage, { credential: admin, config: { name: 'Renamed' } });
    const { config, keyId, lastBeatAt, status, version } = stage.stored(REF);
    expect([config.name, keyId, lastBeatAt, status, version]).toEqual([
      'Renamed',
      'k1',
      T0 + 30 * SECOND,
      'up',
      2,
    ]);
  });

  test('under another key is refused, and nothing is written', async () => {
    const stage = new Stage();
    const present = stage.put(heardAt(aDaemon({ keyId: 'k1' }), T0));
    expect(await register(stage, { credential: { keyId: 'k2', admin: false } })).toBe('refused');
    expect(await register(stage, { credential: { admin: false } })).toBe('refused');
    expect(stage.stored(REF)).toBe(present);
    expect(await stage.store.beats(REF, { limit: 9 })).toEqual([]);
  });

  test('ends a silence, with its alert', async () => {
    const stage = new Stage();
    await register(stage);
    await stage.pass(DAY);
    await register(stage);
    await stage.pass(SECOND);
    expect(stage.told.slice(1)).toEqual(['up down missed', 'down up recovered']);
  });

  test('arms a nearer deadline', async () => {
    const stage = new Stage();
    await register(stage, { config: { schedule: every(60 * MINUTE) } });
    await stage.pass(MINUTE);
    await register(stage, { config: { schedule: every(MINUTE) } });
    expect(stage.stored(REF).dueAt).toBe(T0 + 2 * MINUTE);
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + 2 * MINUTE, delayMs: MINUTE + 501 }]);
  });

  test('leaves a paused one paused, but heard', async () => {
    const stage = new Stage();
    stage.put(pause(heardAt(aDaemon({ keyId: 'k1' }), T0), T0));
    await register(stage, { at: T0 + SECOND });
    expect(stage.stored(REF)).toMatchObject({ status: 'paused', lastBeatAt: T0 + SECOND });
  });

  test('never takes back that it was heard later, or what it said then', async () => {
    const stage = new Stage();
    stage.put(heardAt(aDaemon({ keyId: 'k1' }), T0));
    const store = meanwhile(stage.store, 'change', async () => {
      const beat = { ref: REF, state: { status: 'up' }, credential: OURS } as const;
      await stage.store.recordSteady([{ ...beat, record: { at: T0 + 2 * SECOND, type: 'alive' } }]);
    });
    await register(stage, { at: T0 + SECOND, config: { name: 'Renamed' }, signal: 'failed', store });
    expect(stage.stored(REF)).toMatchObject({
      status: 'up',
      lastBeatAt: T0 + 2 * SECOND,
      config: { name: 'Renamed' },
    });
  });

  test('says so where it loses every race', async () => {
    const stage = new Stage();
    stage.put(heardAt(aDaemon({ keyId: 'k1' }), T0));
    stage.store.change = async () => false;
    await expect(register(stage)).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
