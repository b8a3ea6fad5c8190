import { describe, expect, it } from '@jest/globals';
import type { Credential } from '../../../core/monitor/credential.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { SteadyState } from '../../../core/monitor/signal.ts';
import { aScheduler, aService, type MonitorOverrides, T0 } from '../../support/monitors.ts';
import { beat, NOBODY, steadyBeat } from './beats.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const AT = T0 + 1_000;
const HEARD_RUN = { startedAt: T0, announcedAt: T0, heardAt: T0 };
const SILENT_RUN = { startedAt: T0, announcedAt: T0 };

/** An `up` service that asks for a key, or a scheduler inside run `r1`, with one thing changed. */
interface Refusal {
  readonly because: string;
  readonly service?: MonitorOverrides;
  readonly scheduler?: MonitorOverrides;
  readonly state?: SteadyState;
  readonly credential?: Credential;
}

const REFUSALS: readonly Refusal[] = [
  { because: 'its key is another one', service: {}, credential: { keyId: 'k2', admin: false } },
  { because: 'it bears no key', service: {}, credential: NOBODY },
  { because: 'the status is another one', service: { status: 'degraded' } },
  { because: 'the status was never known', service: { status: 'unknown' } },
  { because: 'the life is closed', service: { status: 'closed' } },
  { because: 'a streak is running', service: { streak: { toward: 'down', count: 1 } } },
  { because: 'a newer one was heard', service: { lastBeatAt: AT + 1 } },
  { because: 'the monitor has expired', service: { expiresAt: AT } },
  { because: 'the run is not open', scheduler: {}, state: { run: 'r2' } },
  { because: 'the run has sent none before', scheduler: { runs: { r1: SILENT_RUN } }, state: { run: 'r1' } },
  { because: 'the run is in a closed life', scheduler: { status: 'closed' }, state: { run: 'r1' } },
  {
    because: 'a streak is running beside the run',
    scheduler: { streak: { toward: 'up', count: 1 } },
    state: { run: 'r1' },
  },
];

const monitorFor = ({ service, scheduler }: Refusal): Monitor =>
  scheduler
    ? aScheduler({ status: 'up', keyId: 'k1', lastBeatAt: T0, runs: { r1: HEARD_RUN }, ...scheduler })
    : aService({ status: 'up', keyId: 'k1', lastBeatAt: T0, ...service });

export function describeSteadyBeats(t: StoreUnderTest): void {
  describe('recordSteady', () => {
    it('records when it was heard, once in history, and leaves version, dueAt and the rest alone', async () => {
      const monitor = aService({
        status: 'up',
        dueAt: T0 + 300_000,
        lastMessage: 'fine',
        vitals: { tasks: 1 },
      });
      await t.store.create(monitor);
      expect(await beat(t.store, monitor, AT)).toBe(true);
      expect(await t.store.read(monitor)).toEqual({ ...monitor, lastBeatAt: AT });
      expect(await t.store.beats(monitor, { limit: 10 })).toEqual([{ at: AT, type: 'alive' }]);
    });

    it('keeps the message, cut to 256 characters, and the vitals of a beat that bears them', async () => {
      const monitor = aService({ status: 'up', lastMessage: 'before', vitals: { tasks: 1, task: 'a' } });
      await t.store.create(monitor);
      const record = { message: 'm'.repeat(300), vitals: { tasks: 2 }, metadata: { deep: [1, null] } };
      await beat(t.store, monitor, AT, { record });
      expect(await t.store.read(monitor)).toEqual({
        ...monitor,
        lastBeatAt: AT,
        lastMessage: 'm'.repeat(256),
        vitals: { tasks: 2 },
      });
      expect(await t.store.beats(monitor, { limit: 10 })).toEqual([{ at: AT, type: 'alive', ...record }]);
    });

    it('moves the heartbeat of the run that it names, and of no other', async () => {
      const runs = { r1: HEARD_RUN, r2: HEARD_RUN, "it's.a 'run'/$[0]\"": HEARD_RUN, __proto__x: HEARD_RUN };
      const monitor = aScheduler({ status: 'up', runs });
      await t.store.create(monitor);
      const named = Object.keys(runs)[2] ?? '';
      const state = { run: named };
      expect(await beat(t.store, monitor, AT, { state, record: { runId: named } })).toBe(true);
      expect((await t.store.read(monitor))?.runs).toEqual({
        ...runs,
        [named]: { ...HEARD_RUN, heardAt: AT },
      });
      expect((await t.store.read(monitor))?.version).toBe(monitor.version);
    });

    it.each(REFUSALS)('refuses a beat, writing nothing, where $because', async (refusal) => {
      const monitor = monitorFor(refusal);
      await t.store.create(monitor);
      const before = await t.store.read(monitor);
      t.clock.set(AT);
      const { state = { status: 'up' as const }, credential = { keyId: 'k1', admin: false } } = refusal;
      expect(await beat(t.store, monitor, AT, { state, credential })).toBe(false);
      if (monitor.expiresAt === undefined) expect(await t.store.read(monitor)).toEqual(before);
      expect(await t.store.beats(monitor, { limit: 10 })).toEqual([]);
    });

    it('refuses a beat of a monitor that nobody created', async () => {
      expect(await beat(t.store, { kind: 'service', id: 'nobody' }, AT)).toBe(false);
      expect(await t.store.read({ kind: 'service', id: 'nobody' })).toBeUndefined();
    });

    it.each([
      ['the key it names', { keyId: 'k1', admin: false }],
      ['an admin key', { keyId: 'boss', admin: true }],
    ])('lets in %s', async (_what, credential) => {
      const monitor = aService({ status: 'up', keyId: 'k1' });
      await t.store.create(monitor);
      expect(await beat(t.store, monitor, AT, { credential })).toBe(true);
    });

    it('accepts any key where the monitor asks for none', async () => {
      const monitor = aService({ status: 'up' });
      await t.store.create(monitor);
      expect(await beat(t.store, monitor, AT, { credential: { keyId: 'any', admin: false } })).toBe(true);
    });

    it.each(['degraded', 'down'] as const)('keeps %s as it is', async (status) => {
      const monitor = aService({ status });
      await t.store.create(monitor);
      expect(await beat(t.store, monitor, AT, { state: { status } })).toBe(true);
      expect(await t.store.read(monitor)).toEqual({ ...monitor, lastBeatAt: AT });
    });

    it('records two beats of the same moment, both in history', async () => {
      const monitor = aService({ status: 'up' });
      await t.store.create(monitor);
      expect([await beat(t.store, monitor, AT), await beat(t.store, monitor, AT)]).toEqual([true, true]);
      expect(await t.store.beats(monitor, { limit: 10 })).toHaveLength(2);
    });

    it('answers for each beat of a batch, in order', async () => {
      const monitors = [1, 2, 3].map((i) => aService({ id: `s${i}`, status: i === 2 ? 'down' : 'up' }));
      await Promise.all(monitors.map((monitor) => t.store.create(monitor)));
      const beats = [...monitors, { kind: 'daemon', id: 's1' } as const].map((ref) => steadyBeat(ref, AT));
      expect(await t.store.recordSteady(beats)).toEqual([true, false, true, false]);
      expect(await t.store.recordSteady([])).toEqual([]);
    });

    it('records a full batch of 1,000 beats', async () => {
      const monitors = Array.from({ length: 20 }, (_, i) => aService({ id: `s${i}`, status: 'up' }));
      await Promise.all(monitors.map((monitor) => t.store.create(monitor)));
      const beats = Array.from({ length: 1_000 }, (_, i) =>
        steadyBeat(monitors[i % 20]!, AT + Math.floor(i / 20)),
      );
      expect((await t.store.recordSteady(beats)).every(Boolean)).toBe(true);
      expect(await t.store.beats(monitors[7]!, { limit: 100 })).toHaveLength(50);
    });
  });
}
