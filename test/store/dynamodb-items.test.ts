import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { abbreviated, expanded } from '../../adapters/dynamodb/abbreviations.ts';
import { ATTRIBUTE, itemOf, monitorOf } from '../../adapters/dynamodb/monitor-items.ts';
import { deliveryKey, deliveryPointerKey } from '../../contracts/table/keys.ts';
import { ownerChannel } from '../../core/alerts/owner-channel.ts';
import { close } from '../../core/monitor/lifecycle.ts';
import type { Monitor, Run } from '../../core/monitor/monitor.ts';
import { moveTo } from '../../core/monitor/outbox.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { sizeOf } from '../support/item-size.ts';
import { aScheduler, aService, every, having, MINUTE, T0 } from '../support/monitors.ts';

const through = (monitor: Monitor): Monitor => monitorOf(monitor.kind, itemOf(monitor));

/** Eleven heartbeats, a failure with its words and a recovery: what most monitors look like. */
function usual(lastMessage: string): Monitor {
  const service = aService({
    id: 'payment-api-eu-west-1',
    keyId: 'key_01hr4x8v2d9q7w3e5t6y',
    config: {
      name: 'Payment API, EU west',
      description: 'Takes card payments of all shops in the EU',
      tags: ['production', 'payments'],
      owner: { email: 'payments-oncall@example.com' },
      schedule: every(MINUTE, MINUTE / 2),
      channels: ['slack-payments'],
    },
  });
  const failed = having(service, ['alive', T0 + 1], ['failed', T0 + 2], ['alive', T0 + 3]);
  const message = 'connect ETIMEDOUT 10.20.30.40:5432 after 3 attempts';
  return { ...failed, last: { ...failed.last!, message }, lastMessage, published: failed.sequence };
}

/** As much as contracts let people say, each character three bytes long. */
function longest(): { monitor: Monitor; transition: Transition; delivery: Delivery } {
  const text = (length: number) => '☃'.repeat(length);
  const service = aService({
    id: 'i'.repeat(128),
    config: {
      name: text(200),
      description: text(1_000),
      tags: Array.from({ length: 50 }, () => text(64)),
      owner: { email: text(254), alertUserId: text(128) },
      channels: Array.from({ length: 20 }, () => text(64)),
    },
    lastMessage: text(256),
  });
  const moved = moveTo(service, { to: 'down', reason: 'reported-failure', at: T0, message: text(2_000) });
  const transition = moved.last!;
  const delivery: Delivery = {
    transitionId: transitionId(transition),
    channel: ownerChannel(text(254)),
    transition,
    state: 'failed',
    attempts: 9,
    createdAt: T0,
    settledAt: T0,
    answer: text(500),
  };
  return { monitor: moved, transition, delivery };
}

describe('the item of a monitor', () => {
  it('stays within one write unit, so that a steady beat costs one', () => {
    expect(
      sizeOf(itemOf(usual('all checks passed in 34 ms (12 of 12), queue length 0, 18 workers'))),
    ).toBeLessThan(700);
    expect(sizeOf(itemOf(usual('m'.repeat(256))))).toBeLessThan(1_000);
  });

  it('and those of its transitions and deliveries are far below 400 KB, whatever people say', () => {
    const { monitor, transition, delivery } = longest();
    expect(sizeOf(itemOf(monitor))).toBeLessThan(60_000);
    expect(sizeOf({ ...transition })).toBeLessThan(30_000);
    expect(sizeOf({ ...delivery })).toBeLessThan(30_000);
    expect(through(monitor)).toEqual(monitor);
    const pointer = deliveryPointerKey(delivery, delivery.createdAt);
    expect(Buffer.byteLength(pointer.sk)).toBeLessThanOrEqual(1_024);
    expect(Buffer.byteLength(deliveryKey(delivery).pk)).toBeLessThanOrEqual(2_048);
  });

  it('stands in the index only while it wants to be woken and is not about to go', () => {
    expect(itemOf(aService({ dueAt: T0 }))).toMatchObject({ dueAt: T0, dueShard: expect.any(Number) });
    expect(itemOf(aService()).dueShard).toBeUndefined();
    const going = itemOf(aService({ dueAt: T0, expiresAt: T0 + 1 }));
    expect(going).toMatchObject({ dueAt: T0, x: T0 + 1, ttl: Math.ceil((T0 + 1) / 1_000) });
    expect(going.dueShard).toBeUndefined();
  });

  it('gives back everything, whatever people wrote', () => {
    const details = { deep: [{ type: 'x', at: null }], big: 1e300, small: 1e-300, __proto__x: 1 };
    const vitals = { tasks: 1e300, type: 'x' };
    const monitor = { ...close(usual('é☃'), T0), vitals, config: { ...usual('').config, details } };
    expect(through(monitor)).toEqual(monitor);
  });

  it('takes any name of a run', () => {
    const run = { startedAt: T0, announcedAt: T0, heardAt: T0 };
    const names = fc.uniqueArray(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', '', '-', 'a.b', '#x', 'h')),
    );
    fc.assert(
      fc.property(names, (keys) => {
        const runs = Object.fromEntries(keys.map((key) => [key, run])) as Record<string, Run>;
        const back = through(aScheduler({ runs })).runs;
        expect(Object.keys(back).sort()).toEqual([...keys].sort());
        for (const key of keys) expect(Object.getOwnPropertyDescriptor(back, key)?.value).toEqual(run);
      }),
    );
  });
});

describe('short names', () => {
  it('are different ones for different attributes', () => {
    const names = [...Object.values(ATTRIBUTE), 'pk', 'sk', 'ttl', 'dueShard'];
    expect(new Set(names).size).toBe(names.length);
  });

  it('give back what was shortened, at every depth, and leave other names alone', () => {
    const value = {
      schedule: { type: 'cron', graceMs: 1 },
      list: [{ message: 'x', other: [1] }],
      none: null,
    };
    expect(abbreviated(value)).toEqual({
      sc: { ty: 'cron', g: 1 },
      list: [{ m: 'x', other: [1] }],
      none: null,
    });
    expect(expanded(abbreviated(value))).toEqual(value);
  });

  it('lead back to one name each', () => {
    const all = expanded(
      Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].map((short) => [short, short])),
    ) as object;
    expect(abbreviated(all)).toEqual(Object.fromEntries(Object.values(all).map((short) => [short, short])));
  });
});
