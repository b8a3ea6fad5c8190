import { describe, expect, it } from '@jest/globals';
import { transitionId } from '../../../core/monitor/transition.ts';
import type { Delivery, DueDelivery } from '../../../core/ports/delivery-store.ts';
import type { Store } from '../../../core/ports/store.ts';
import { DAY, T0 } from '../../support/monitors.ts';
import { aTransition } from './history.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const SLACK = { channel: 'slack' };

function aDelivery(overrides: Partial<Delivery> = {}): Delivery {
  const transition = overrides.transition ?? aTransition();
  return {
    transitionId: transitionId(transition),
    ...SLACK,
    transition,
    state: 'pending',
    attempts: 0,
    createdAt: T0,
    dueAt: T0,
    ...overrides,
  };
}

const claimed = (d: Delivery): Delivery => ({ ...d, attempts: d.attempts + 1, dueAt: T0 + 15_000 });

const delivered = (d: Delivery): Delivery => ({
  ...d,
  state: 'delivered',
  dueAt: undefined,
  settledAt: T0 + 1,
  answer: 'ok',
});

async function due(store: Store, before: number): Promise<DueDelivery[]> {
  const found: DueDelivery[] = [];
  for await (const page of store.dueDeliveries(before)) found.push(...page);
  return found;
}

async function tell(store: Store, born: number, sequence: number): Promise<void> {
  const delivery = aDelivery({ transition: aTransition({ born, sequence }) });
  await store.openDelivery(delivery);
  expect(await store.changeDelivery(delivery, delivered(delivery))).toBe(true);
}

export function describeDeliveries(t: StoreUnderTest): void {
  describe('deliveries', () => {
    it('are opened once per transition and channel', async () => {
      const delivery = aDelivery();
      expect(await t.store.openDelivery(delivery)).toBe(true);
      expect(await t.store.openDelivery({ ...delivery, createdAt: T0 + 9 })).toBe(false);
      expect(await t.store.openDelivery({ ...delivery, channel: 'email' })).toBe(true);
      expect(await t.store.openDelivery(aDelivery({ transition: aTransition({ born: T0 + 1 }) }))).toBe(true);
      expect(await t.store.delivery(delivery)).toEqual(delivery);
      expect(await t.store.delivery({ ...delivery, channel: 'pager' })).toBeUndefined();
    });

    it('are opened by one of many at once, and not again once settled', async () => {
      const opened = await Promise.all(Array.from({ length: 10 }, () => t.store.openDelivery(aDelivery())));
      expect(opened.filter(Boolean)).toHaveLength(1);
      await t.store.changeDelivery(aDelivery(), delivered(aDelivery()));
      expect(await t.store.openDelivery(aDelivery())).toBe(false);
    });

    it('are claimed by one of two', async () => {
      await t.store.openDelivery(aDelivery());
      const claims = [claimed(aDelivery()), { ...claimed(aDelivery()), dueAt: T0 + 16_000 }];
      const won = await Promise.all(claims.map((claim) => t.store.changeDelivery(aDelivery(), claim)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await t.store.delivery(aDelivery())).toEqual(claims[won.indexOf(true)]);
    });

    it.each([
      ['state', { state: 'failed' }],
      ['attempts', { attempts: 1 }],
      ['dueAt', { dueAt: T0 + 1 }],
      ['dueAt', { dueAt: undefined }],
    ] as const)('do not change where the %s is another one', async (_what, other) => {
      await t.store.openDelivery({ ...aDelivery(), ...other });
      expect(await t.store.changeDelivery(aDelivery(), delivered(aDelivery()))).toBe(false);
      expect(await t.store.delivery(aDelivery())).toEqual({ ...aDelivery(), ...other });
      expect(await t.store.told('slack', aTransition())).toBeUndefined();
    });

    it('do not come to be by a change', async () => {
      expect(await t.store.changeDelivery(aDelivery(), claimed(aDelivery()))).toBe(false);
      expect(await t.store.delivery(aDelivery())).toBeUndefined();
    });

    it('are due soonest first, until they are settled', async () => {
      const deliveries = [30, 10, 20].map((ms, i) =>
        aDelivery({ transition: aTransition({ sequence: i + 1 }), dueAt: T0 + ms }),
      );
      for (const delivery of deliveries) await t.store.openDelivery(delivery);
      const [, first, second] = deliveries as [Delivery, Delivery, Delivery];
      expect(await due(t.store, T0 + 20)).toEqual(
        [first, second].map(({ transitionId, channel, dueAt }) => ({ transitionId, channel, dueAt })),
      );
      await t.store.changeDelivery(first, delivered(first));
      await t.store.changeDelivery(second, claimed(second));
      expect(await due(t.store, T0 + 20)).toEqual([]);
      expect(await due(t.store, T0 + 15_000)).toHaveLength(2);
    });

    it('are due each once, however many', async () => {
      const many = Array.from({ length: 1_100 }, (_, i) =>
        aDelivery({ transition: aTransition({ sequence: i + 1 }) }),
      );
      await Promise.all(many.map((delivery) => t.store.openDelivery(delivery)));
      const found = await due(t.store, T0);
      expect(new Set(found.map((delivery) => delivery.transitionId)).size).toBe(1_100);
      expect(found).toHaveLength(1_100);
    }, 60_000);

    it('that failed come back as they are sent again, and settle anew', async () => {
      const opened = aDelivery();
      await t.store.openDelivery(opened);
      const failed: Delivery = { ...opened, state: 'failed', attempts: 9, dueAt: undefined, settledAt: T0 };
      expect(await t.store.changeDelivery(opened, { ...failed, answer: 'no' })).toBe(true);
      expect(await due(t.store, T0 + DAY)).toEqual([]);
      const retried: Delivery = { ...opened, dueAt: T0 + 5, answer: 'no' };
      expect(await t.store.changeDelivery({ ...failed, answer: 'no' }, retried)).toBe(true);
      expect(await t.store.changeDelivery(failed, retried)).toBe(false);
      expect(await t.store.delivery(opened)).toEqual(retried);
      expect(await due(t.store, T0 + 4)).toEqual([]);
      expect(await due(t.store, T0 + 5)).toEqual([
        { transitionId: opened.transitionId, channel: 'slack', dueAt: T0 + 5 },
      ]);
      // What is on its way does not go, however long ago it failed first.
      t.clock.set(T0 + 91 * DAY);
      expect(await t.store.delivery(opened)).toEqual(retried);
      expect((await t.store.listDeliveries({ limit: 10 })).items).toEqual([retried]);
      expect(await t.store.changeDelivery(retried, delivered(retried))).toBe(true);
      expect(await due(t.store, T0 + 5)).toEqual([]);
    });

    it('bear whose monitor it is, and the channels it names', async () => {
      const owner = { email: 'o@example.com', alertUserId: 'U1' };
      const delivery = aDelivery({ transition: aTransition({ owner, channels: ['a', 'b'] }) });
      await t.store.openDelivery(delivery);
      expect(await t.store.delivery(delivery)).toEqual(delivery);
      expect((await t.store.listDeliveries({ limit: 1 })).items).toEqual([delivery]);
    });
  });

  describe('told', () => {
    it('is the newest transition that the channel was told, by life and number', async () => {
      expect(await t.store.told('slack', aTransition())).toBeUndefined();
      await tell(t.store, T0, 2);
      expect(await t.store.told('slack', aTransition())).toEqual({ born: T0, sequence: 2 });
      await tell(t.store, T0 + 1, 1);
      expect(await t.store.told('slack', aTransition())).toEqual({ born: T0 + 1, sequence: 1 });
    });

    it('never goes backwards', async () => {
      await tell(t.store, T0 + 1, 3);
      await tell(t.store, T0 + 1, 2);
      await tell(t.store, T0, 9);
      expect(await t.store.told('slack', aTransition())).toEqual({ born: T0 + 1, sequence: 3 });
    });

    it('is known per channel and monitor, and only of what was delivered', async () => {
      await tell(t.store, T0, 1);
      expect(await t.store.told('email', aTransition())).toBeUndefined();
      expect(await t.store.told('slack', { kind: 'daemon', id: 'payment-api' })).toBeUndefined();
      const failing = aDelivery({ transition: aTransition({ sequence: 5 }) });
      await t.store.openDelivery(failing);
      await t.store.changeDelivery(failing, { ...failing, state: 'failed', dueAt: undefined });
      expect(await t.store.told('slack', aTransition())).toEqual({ born: T0, sequence: 1 });
    });
  });
}
