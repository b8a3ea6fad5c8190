import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  beatKey,
  channelHealthKey,
  channelKey,
  deliveryKey,
  deliveryOfKey,
  deliveryPointerKey,
  KEY_PARTITIONS,
  keyKey,
  monitorKey,
  monitorOfKey,
  toldKey,
  transitionKey,
  uptimeKey,
} from '../../contracts/table/keys.ts';
import { DUE_SHARDS, dueShard, hashOf, MONITOR_SHARDS, monitorShard } from '../../contracts/table/shards.ts';
import { moment, momentsBefore, sortableNumber, timeToLive } from '../../contracts/table/sortable.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { T0 } from '../support/monitors.ts';

const REF = { kind: 'service', id: 'payment-api' } as const;

describe('the keys of the table', () => {
  it('are as every released version wrote them', () => {
    expect(monitorKey(REF)).toEqual({ pk: 'MONITOR#service#15', sk: 'payment-api' });
    expect(uptimeKey(REF)).toEqual({ pk: 'UPTIME#service#payment-api', sk: 'UPTIME' });
    expect(beatKey(REF, T0, 'x')).toEqual({ pk: 'BEATS#service#payment-api', sk: '001772452800000#x' });
    expect(transitionKey(REF, T0, 12)).toEqual({
      pk: 'TRANSITIONS#service#payment-api',
      sk: '001772452800000#0000000012',
    });
    expect(keyKey('a1')).toEqual({ pk: 'KEYS#a', sk: 'a1' });
    expect(KEY_PARTITIONS).toContain(keyKey('f').pk);
    expect(toldKey('slack', REF)).toEqual({ pk: 'TOLD#service#payment-api', sk: 'slack' });
    expect(deliveryPointerKey({ transitionId: 'service/a/1/2', channel: 'slack' }, T0)).toEqual({
      pk: 'DELIVERIES#2026-03-02',
      sk: '001772452800000#service/a/1/2#slack',
    });
    expect(channelKey('on-call')).toEqual({ pk: 'CHANNELS', sk: 'on-call' });
    expect(channelHealthKey('slack')).toEqual({ pk: 'CHANNEL_HEALTH', sk: 'slack' });
  });

  it('lead back from the index to what they speak of, and to nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string({ minLength: 1 }), (kind, id) => {
        const delivery = { transitionId: `${kind}/${id}/1/2`, channel: id };
        expect(monitorOfKey(monitorKey({ kind, id }))).toEqual({ kind, id });
        expect(deliveryOfKey(deliveryKey(delivery))).toEqual(delivery);
        expect(deliveryOfKey(monitorKey({ kind, id }))).toBeUndefined();
        expect(monitorOfKey(deliveryKey(delivery))).toBeUndefined();
      }),
    );
  });

  it('spread monitors evenly, and the same way in every release', () => {
    expect(['', 'payment-api', 'Ünïcode'].map(hashOf)).toEqual([2_166_103_257, 2_819_820_479, 4_273_190_502]);
    const shards = Array.from({ length: 16_000 }, (_, i) => monitorShard(`service-${i}`));
    const due = Array.from({ length: 16_000 }, (_, i) => dueShard(`service/service-${i}`));
    const counts = (of: number[], n: number) =>
      Array.from({ length: n }, (_, shard) => of.filter((s) => s === shard).length);
    for (const count of counts(shards, MONITOR_SHARDS)) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    for (const count of counts(due, DUE_SHARDS)) expect(Math.abs(count - 2_000)).toBeLessThan(250);
  });
});

describe('sort keys', () => {
  it('sort as moments and numbers do', () => {
    const time = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const [x, y] = [Math.min(a, 999_999_999_999_999), Math.min(b, 999_999_999_999_999)];
        expect(moment(x) < moment(y)).toBe(x < y);
        expect(`${moment(x)}#suffix` < momentsBefore(y)).toBe(x < y);
      }),
    );
    expect(sortableNumber(9) < sortableNumber(12)).toBe(true);
  });

  it('take bounds of any size and in parts of a millisecond', () => {
    expect(momentsBefore(Number.POSITIVE_INFINITY)).toBe('999999999999999');
    expect(momentsBefore(-1)).toBe('000000000000000');
    expect(momentsBefore(T0 + 0.5)).toBe(moment(T0 + 1));
    expect(moment(T0 + 0.5)).toBe(moment(T0));
  });

  it('never let an item go early', () => {
    expect(timeToLive(T0)).toBe(T0 / 1_000);
    expect(timeToLive(T0 + 1)).toBe(T0 / 1_000 + 1);
  });
});
