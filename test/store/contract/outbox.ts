import { describe, expect, it } from '@jest/globals';
import { close, createMonitor, pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { hasWaiting, waitingSpans } from '../../../core/monitor/outbox.ts';
import type { Store } from '../../../core/ports/store.ts';
import { aService, CONFIG_OF, T0 } from '../../support/monitors.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Writes `change` of the monitor as it is, and wakes judge. */
async function write(store: Store, change: (monitor: Monitor) => Monitor): Promise<Monitor> {
  const read = (await store.read(aService()))!;
  expect(await store.change(read, { ...change(read), dueAt: T0 + 1 })).toBe(true);
  return (await store.read(read))!;
}

export function describeOutbox(t: StoreUnderTest): void {
  describe('markPublished', () => {
    it('removes what was published, raises the version and leaves dueAt alone', async () => {
      await t.store.create(aService());
      const paused = await write(t.store, (m) => pause(m, T0));
      await t.store.markPublished(paused, paused.born, 1);
      expect(await t.store.read(paused)).toEqual({ ...paused, published: 1, version: paused.version + 1 });
    });

    it('a flip appended while the outbox was drained still waits, and is still due', async () => {
      await t.store.create(aService());
      const drained = await write(t.store, (m) => pause(m, T0));
      const flipped = await write(t.store, (m) => resume(m, T0 + 1));
      await t.store.markPublished(drained, drained.born, drained.sequence);
      const after = (await t.store.read(drained))!;
      expect(waitingSpans(after)).toEqual([{ born: after.born, first: 2, last: 2 }]);
      expect(after.last).toEqual(flipped.last);
      expect(after.dueAt).toBe(T0 + 1);
    });

    it('makes a judge who read before it judge again', async () => {
      await t.store.create(aService());
      const paused = await write(t.store, (m) => pause(m, T0));
      await t.store.markPublished(paused, paused.born, 1);
      expect(await t.store.change(paused, { ...paused, dueAt: T0 + 9 })).toBe(false);
    });

    it('never goes backwards', async () => {
      await t.store.create(aService());
      await write(t.store, (m) => pause(m, T0));
      const monitor = await write(t.store, (m) => resume(m, T0));
      await t.store.markPublished(monitor, monitor.born, 2);
      await t.store.markPublished(monitor, monitor.born, 1);
      expect((await t.store.read(monitor))?.published).toBe(2);
    });

    it('drops the inherited spans too, even where the new life has nothing to tell', async () => {
      const inherited = [{ born: 1, first: 1, last: 4 }];
      const monitor = aService({ inherited, dueAt: T0 });
      await t.store.create(monitor);
      await t.store.markPublished(monitor, monitor.born, 0);
      const after = (await t.store.read(monitor))!;
      expect(hasWaiting(after)).toBe(false);
      expect(after).toMatchObject({ published: 0, dueAt: T0, version: monitor.version + 1 });
    });

    it('of another life, or of nothing, does nothing', async () => {
      const monitor = aService({ sequence: 3, inherited: [{ born: 1, first: 1, last: 1 }] });
      await t.store.markPublished(monitor, monitor.born, 3);
      expect(await t.store.read(monitor)).toBeUndefined();
      await t.store.create(monitor);
      await t.store.markPublished(monitor, monitor.born - 1, 3);
      expect(await t.store.read(monitor)).toEqual(monitor);
    });

    it('a closed life waits with its last transition until it was told, and its successor inherits it', async () => {
      await t.store.create(aService());
      const closed = await write(t.store, (m) => close(m, T0));
      expect(waitingSpans(closed)).toEqual([{ born: closed.born, first: 1, last: 1 }]);
      const next = createMonitor(closed, CONFIG_OF.service, undefined, T0, closed);
      expect(await t.store.create(next, closed)).toBe(true);
      // A judge of the old life has published it meanwhile: for the new life this says nothing.
      await t.store.markPublished(closed, closed.born, closed.sequence);
      const after = (await t.store.read(closed))!;
      expect(after.inherited).toEqual([{ born: closed.born, first: 1, last: 1 }]);
      expect(after.dueAt).toBe(T0);
    });
  });
}
