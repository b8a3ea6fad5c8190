import { describe, expect, it } from '@jest/globals';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import { type Transition, transitionId } from '../../../core/monitor/transition.ts';
import type { Delivery, DeliveryQuery } from '../../../core/ports/delivery-store.ts';
import type { Store } from '../../../core/ports/store.ts';
import { DAY, T0 } from '../../support/monitors.ts';
import { aTransition } from './history.ts';
import type { StoreUnderTest } from './store-under-test.ts';

interface Opened {
  readonly of?: Partial<Transition>;
  readonly channel?: string;
  readonly createdAt?: number;
}

async function open(store: Store, { of, channel = 'slack', createdAt = T0 }: Opened): Promise<Delivery> {
  const transition = aTransition(of);
  const delivery: Delivery = {
    transitionId: transitionId(transition),
    channel,
    transition,
    state: 'pending',
    attempts: 0,
    createdAt,
    dueAt: T0,
  };
  await store.openDelivery(delivery);
  return delivery;
}

async function settle(store: Store, delivery: Delivery, state: Delivery['state']): Promise<Delivery> {
  const after = { ...delivery, state, dueAt: undefined, settledAt: T0 };
  expect(await store.changeDelivery(delivery, after)).toBe(true);
  return after;
}

/** All pages, none of which is larger than asked for. `between`: what happens after each. */
async function listed(
  store: Store,
  query: DeliveryQuery,
  between: () => Promise<unknown> = async () => {},
): Promise<Delivery[]> {
  const found: Delivery[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await store.listDeliveries({ ...query, cursor });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    expect(++pages).toBeLessThanOrEqual(100);
    found.push(...page.items);
    cursor = page.cursor;
    await between();
  } while (cursor !== undefined);
  return found;
}

const namesOf = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map((delivery) => `${delivery.transitionId} ${delivery.channel}`);

const other = (ref: MonitorRef, sequence = 1): Partial<Transition> => ({ ...ref, sequence });

export function describeDeliveryLists(t: StoreUnderTest): void {
  describe('the list of deliveries', () => {
    it('goes back over many days, and shows each once though it was opened again', async () => {
      const days = [0, 1, 2, 20, 80];
      for (const [i, day] of days.entries()) {
        await open(t.store, { of: { sequence: i + 1 }, createdAt: T0 - day * DAY });
        await open(t.store, { of: { sequence: i + 1 }, createdAt: T0 });
      }
      for (const limit of [1, 2, 4, 5, 10]) {
        const ages = (await listed(t.store, { limit })).map(({ createdAt }) => (T0 - createdAt) / DAY);
        expect(ages).toEqual(days);
      }
    });

    it('is empty, and ends, where there is nothing', async () => {
      expect((await t.store.listDeliveries({ limit: 5 })).items).toEqual([]);
      expect((await t.store.listDeliveries({ limit: 5 })).cursor).toBeUndefined();
    });

    it('ends without a cursor, also where the last page is full', async () => {
      for (let i = 1; i <= 4; i++) await open(t.store, { of: { sequence: i }, createdAt: T0 + i });
      const first = await t.store.listDeliveries({ limit: 2 });
      expect(first.items.map(({ createdAt }) => createdAt - T0)).toEqual([4, 3]);
      const second = await t.store.listDeliveries({ limit: 2, cursor: first.cursor });
      expect(second.items.map(({ createdAt }) => createdAt - T0)).toEqual([2, 1]);
      expect(second.cursor).toBeUndefined();
    });

    it('shows those of one moment each once, in an order that stays', async () => {
      for (let i = 1; i <= 7; i++) {
        for (const channel of ['email', 'slack', 'owner:o@example.com'])
          await open(t.store, { of: { sequence: i }, channel });
      }
      const all = namesOf(await listed(t.store, { limit: 100 }));
      expect(new Set(all).size).toBe(21);
      for (const limit of [1, 4, 7, 20]) expect(namesOf(await listed(t.store, { limit }))).toEqual(all);
    });

    it('is not moved by what is opened or settled meanwhile', async () => {
      const old: Delivery[] = [];
      for (let i = 1; i <= 6; i++) {
        old.push(await open(t.store, { of: { sequence: i }, createdAt: T0 + (i <= 3 ? 0 : i) }));
      }
      const before = namesOf(await listed(t.store, { limit: 10 }));
      let opened = 0;
      const between = async () => {
        opened += 1;
        await open(t.store, { of: { born: T0 + opened }, createdAt: T0 + 1_000 + opened });
        await settle(t.store, old[opened - 1]!, 'delivered');
      };
      expect(namesOf(await listed(t.store, { limit: 2 }, between))).toEqual(before);
      expect(await listed(t.store, { limit: 100 })).toHaveLength(6 + opened);
    });

    it('is narrowed by state, channel and monitor, each and together, page by page', async () => {
      const monitors = [
        { kind: 'service', id: 'a' },
        { kind: 'service', id: 'a.b' },
        { kind: 'service', id: 'A' },
        { kind: 'daemon', id: 'a' },
      ] as const;
      const states = ['pending', 'delivered', 'failed', 'superseded'] as const;
      const all: Delivery[] = [];
      for (let i = 0; i < 24; i++) {
        const of = other(monitors[i % 4]!, i + 1);
        const channel = ['slack', 'email', 'sms'][i % 3]!;
        const delivery = await open(t.store, { of, channel, createdAt: T0 - (i >> 1) * (DAY / 3) });
        const state = states[(i >> 2) % 4]!;
        all.push(state === 'pending' ? delivery : await settle(t.store, delivery, state));
      }
      const [service, dotted] = monitors;
      const queries: readonly Omit<DeliveryQuery, 'limit'>[] = [
        { state: 'pending' },
        { state: 'failed' },
        { channel: 'email' },
        { channel: 'pager' },
        { monitor: service },
        { monitor: dotted },
        { monitor: { kind: 'scheduler', id: 'a' } },
        { state: 'delivered', channel: 'slack' },
        { state: 'superseded', channel: 'slack' },
        { state: 'failed', monitor: service },
        { channel: 'sms', monitor: service },
        { state: 'delivered', channel: 'slack', monitor: service },
      ];
      for (const query of queries) {
        const { state, channel, monitor } = query;
        const wanted = all.filter(
          (d) =>
            (!state || d.state === state) &&
            (!channel || d.channel === channel) &&
            (!monitor || (d.transition.kind === monitor.kind && d.transition.id === monitor.id)),
        );
        const found = await listed(t.store, { limit: 2, ...query });
        expect([query, namesOf(found).sort()]).toEqual([query, namesOf(wanted).sort()]);
        const times = found.map(({ createdAt }) => createdAt);
        expect(times).toEqual([...times].sort((a, b) => b - a));
      }
    });

    it('gives back whole deliveries, as they are now', async () => {
      const delivery = await open(t.store, {});
      const settled = await settle(t.store, delivery, 'failed');
      expect(await listed(t.store, { limit: 5, state: 'failed' })).toEqual([settled]);
      expect(await listed(t.store, { limit: 5, state: 'pending' })).toEqual([]);
    });

    it('ends at once with a cursor that no page gave', async () => {
      await open(t.store, {});
      for (const cursor of ['', 'x', '!', 'MDAx', '9'.repeat(17), '1'.repeat(5_000), 'ÿ'.repeat(600)]) {
        const page = await t.store.listDeliveries({ limit: 5, cursor });
        expect([page.items, page.cursor]).toEqual([[], undefined]);
      }
    });
  });
}
