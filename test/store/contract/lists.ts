import { describe, expect, it } from '@jest/globals';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { Kind } from '../../../core/monitor/ref.ts';
import type { Due } from '../../../core/ports/monitor-store.ts';
import type { Store } from '../../../core/ports/store.ts';
import { aDaemon, aScheduler, aService, T0 } from '../../support/monitors.ts';
import { beat } from './beats.ts';
import type { StoreUnderTest } from './store-under-test.ts';

async function due(store: Store, before: number): Promise<Due[]> {
  const found: Due[] = [];
  for await (const page of store.dueMonitors(before)) {
    expect(page.length).toBeGreaterThan(0);
    found.push(...page);
  }
  return found;
}

const dueIds = async (store: Store, before: number): Promise<string[]> =>
  (await due(store, before)).map(({ ref }) => ref.id);

/** All pages, one after the other. */
async function listed(store: Store, kind: Kind, limit: number): Promise<Monitor[][]> {
  const pages: Monitor[][] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listMonitors(kind, { limit, cursor });
    pages.push([...page.items]);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

const createAll = (store: Store, monitors: readonly Monitor[]): Promise<boolean[]> =>
  Promise.all(monitors.map((monitor) => store.create(monitor)));

export function describeLists(t: StoreUnderTest): void {
  describe('dueMonitors', () => {
    it('finds what is due by then, soonest first, with its dueAt', async () => {
      const times = [T0 + 30, undefined, T0 + 10, T0 + 31, T0 + 20];
      await createAll(
        t.store,
        times.map((dueAt, i) => aService({ id: `s${i}`, dueAt })),
      );
      expect(await due(t.store, T0 + 30)).toEqual([
        { ref: { kind: 'service', id: 's2' }, dueAt: T0 + 10 },
        { ref: { kind: 'service', id: 's4' }, dueAt: T0 + 20 },
        { ref: { kind: 'service', id: 's0' }, dueAt: T0 + 30 },
      ]);
      expect(await due(t.store, T0 + 9)).toEqual([]);
    });

    it('follows every change of dueAt', async () => {
      const monitor = aService({ dueAt: T0 });
      await t.store.create(monitor);
      await t.store.change(monitor, { ...monitor, dueAt: T0 + 100 });
      expect(await dueIds(t.store, T0 + 99)).toEqual([]);
      expect(await dueIds(t.store, T0 + 100)).toEqual([monitor.id]);
      const read = (await t.store.read(monitor))!;
      await t.store.change(read, { ...read, dueAt: undefined });
      expect(await dueIds(t.store, T0 + 1_000)).toEqual([]);
    });

    it('stays as it is under steady beats', async () => {
      const monitor = aService({ status: 'up', dueAt: T0 + 5 });
      await t.store.create(monitor);
      await beat(t.store, monitor, T0 + 1);
      expect(await due(t.store, T0 + 5)).toEqual([
        { ref: { kind: 'service', id: monitor.id }, dueAt: T0 + 5 },
      ]);
    });

    it('does not find what has expired', async () => {
      await t.store.create(aService({ dueAt: T0, expiresAt: T0 + 10 }));
      t.clock.set(T0 + 10);
      expect(await dueIds(t.store, T0 + 10)).toEqual([]);
    });

    it('finds 1,200 of the same moment, each once', async () => {
      const monitors = Array.from({ length: 1_200 }, (_, i) => aDaemon({ id: `d${i}`, dueAt: T0 }));
      await createAll(t.store, monitors);
      const ids = await dueIds(t.store, T0);
      expect(ids).toHaveLength(1_200);
      expect(new Set(ids).size).toBe(1_200);
    }, 60_000);
  });

  describe('listMonitors', () => {
    it('pages through 2,500 monitors, each once, in the same order each time', async () => {
      const monitors = Array.from({ length: 2_500 }, (_, i) => aDaemon({ id: `d${i}` }));
      await createAll(t.store, [...monitors, aService()]);
      const pages = await listed(t.store, 'daemon', 1_000);
      const ids = pages.flat().map((monitor) => monitor.id);
      expect(pages.every((page) => page.length <= 1_000)).toBe(true);
      expect(ids).toHaveLength(2_500);
      expect(new Set(ids)).toEqual(new Set(monitors.map((monitor) => monitor.id)));
      expect((await listed(t.store, 'daemon', 700)).flat().map((monitor) => monitor.id)).toEqual(ids);
    }, 60_000);

    it('ends without a cursor, also where the last page is full', async () => {
      await createAll(
        t.store,
        ['a', 'b', 'c', 'd'].map((id) => aService({ id })),
      );
      const pages = await listed(t.store, 'service', 2);
      expect(pages.flat()).toHaveLength(4);
      expect((await t.store.listMonitors('service', { limit: 5 })).cursor).toBeUndefined();
      expect(await t.store.listMonitors('application', { limit: 5 })).toEqual({ items: [] });
    });

    it('goes in order of id, and goes on after any id, known or not', async () => {
      await createAll(
        t.store,
        ['c', 'a', 'B', 'e', 'a-1', 'a.1', 'a1'].map((id) => aScheduler({ id })),
      );
      const idsAfter = async (cursor?: string) =>
        (await t.store.listMonitors('scheduler', { limit: 10, cursor })).items.map(({ id }) => id);
      expect(await idsAfter()).toEqual(['B', 'a', 'a-1', 'a.1', 'a1', 'c', 'e']);
      expect(await idsAfter('a-1')).toEqual(['a.1', 'a1', 'c', 'e']);
      expect(await idsAfter('b')).toEqual(['c', 'e']);
      expect(await idsAfter('f')).toEqual([]);
    });

    it('shows whole monitors with every beat and change that was answered before', async () => {
      const monitors = ['a', 'b', 'c'].map((id) => aService({ id, status: 'up' }));
      const [a, b, c] = monitors as [Monitor, Monitor, Monitor];
      await createAll(t.store, monitors);
      await beat(t.store, a, T0 + 1, { record: { message: 'hello' } });
      await t.store.change(b, { ...b, status: 'down' });
      expect((await listed(t.store, 'service', 10)).flat().sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
        { ...a, lastBeatAt: T0 + 1, lastMessage: 'hello' },
        { ...b, status: 'down', version: 2 },
        c,
      ]);
    });

    it('leaves out what has expired', async () => {
      await createAll(t.store, [aService({ id: 'a', expiresAt: T0 + 1 }), aService({ id: 'b' })]);
      t.clock.set(T0 + 1);
      expect((await listed(t.store, 'service', 10)).flat().map((monitor) => monitor.id)).toEqual(['b']);
    });
  });
}
