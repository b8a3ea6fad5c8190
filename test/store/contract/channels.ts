import { describe, expect, it } from '@jest/globals';
import type { ChannelHealth, ChannelRow } from '../../../core/ports/channel-store.ts';
import { T0 } from '../../support/monitors.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const ROW: ChannelRow = {
  id: 'on-call',
  version: 1,
  name: 'On call',
  type: 'slack',
  wants: {},
  isDefault: false,
  enabled: true,
  shown: {},
  sealedFields: [],
  leadsTo: 'hooks.slack.com',
  createdAt: T0,
  changedAt: T0,
};

const FULL: ChannelRow = {
  ...ROW,
  id: 'full',
  name: 'Ünï ☃',
  type: 'webhook',
  wants: {
    kinds: ['service', 'daemon'],
    tags: ['db-1', 'prod'],
    ids: ['service/a', 'b'],
    statuses: ['down', 'paused'],
  },
  isDefault: true,
  enabled: false,
  shown: { template: { text: '{{name}}', big: 1e300, list: [null, true, 0.1, ''], deep: { __proto__x: 1 } } },
  sealed: 'sealed JSON',
  sealedFields: ['url', 'secret'],
  changedAt: T0 + 1,
};

export function describeChannels(t: StoreUnderTest): void {
  describe('channels', () => {
    it('are none at first', async () => {
      expect(await t.store.listChannels()).toEqual([]);
      expect(await t.store.channel('on-call')).toBeUndefined();
      expect(await t.store.channelHealths()).toEqual(new Map());
    });

    it('come back whole, one by one and in order of their ids', async () => {
      for (const row of [ROW, FULL, { ...ROW, id: 'a-1' }, { ...ROW, id: 'a0' }, { ...ROW, id: 'a' }])
        expect(await t.store.putChannel(row)).toBe(true);
      expect(await t.store.channel('full')).toEqual(FULL);
      expect(await t.store.channel('on-call')).toEqual(ROW);
      const rows = await t.store.listChannels();
      expect(rows.map(({ id }) => id)).toEqual(['a', 'a-1', 'a0', 'full', 'on-call']);
      expect(rows[3]).toEqual(FULL);
    });

    it('are made where there is none of this id, and by one of many', async () => {
      const rows = Array.from({ length: 10 }, (_, i) => ({ ...ROW, name: `n${i}` }));
      const written = await Promise.all(rows.map((row) => t.store.putChannel(row)));
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await t.store.channel('on-call')).toEqual(rows[written.indexOf(true)]);
      expect(await t.store.putChannel({ ...ROW, version: 2 })).toBe(false);
    });

    it('are replaced as a whole over the version that was read, by one of many', async () => {
      await t.store.putChannel({ ...FULL, id: ROW.id });
      expect(await t.store.putChannel({ ...ROW, version: 3 }, 2)).toBe(false);
      const rows = Array.from({ length: 10 }, (_, i) => ({ ...ROW, version: 2, name: `n${i}` }));
      const written = await Promise.all(rows.map((row) => t.store.putChannel(row, 1)));
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await t.store.listChannels()).toEqual([rows[written.indexOf(true)]]);
    });

    it('do not come back by a change', async () => {
      expect(await t.store.putChannel({ ...ROW, version: 2 }, 1)).toBe(false);
      await t.store.putChannel(ROW);
      await t.store.removeChannel('on-call');
      expect(await t.store.putChannel({ ...ROW, version: 2 }, 1)).toBe(false);
      expect(await t.store.listChannels()).toEqual([]);
    });

    it('go with their health, and leave others', async () => {
      for (const row of [ROW, FULL]) {
        await t.store.putChannel(row);
        await t.store.noteChannelHealth(row.id, { provedAt: T0, provedBy: 'test' });
      }
      expect(await t.store.removeChannel('on-call')).toBe(true);
      expect(await t.store.removeChannel('on-call')).toBe(false);
      expect(await t.store.listChannels()).toEqual([FULL]);
      expect([...(await t.store.channelHealths()).keys()]).toEqual(['full']);
      expect(await t.store.putChannel(ROW)).toBe(true);
      expect((await t.store.channelHealths()).get('on-call')).toBeUndefined();
    });
  });

  describe('the health of a channel', () => {
    const healthAfter = async (...notes: readonly ChannelHealth[]): Promise<ChannelHealth | undefined> => {
      for (const health of notes) await t.store.noteChannelHealth('slack', health);
      return (await t.store.channelHealths()).get('slack');
    };
    const proved = { provedAt: T0 + 5, provedBy: 'delivery' } as const;
    const failed = { failedAt: T0 + 5, failure: 'HTTP 500 ☃' } as const;

    it('is kept of any channel, managed or not, each its own', async () => {
      expect(await healthAfter(proved)).toEqual(proved);
      await t.store.noteChannelHealth('owner:o@example.com', failed);
      expect(await t.store.channelHealths()).toEqual(
        new Map<string, ChannelHealth>([
          ['slack', proved],
          ['owner:o@example.com', failed],
        ]),
      );
      expect(await t.store.listChannels()).toEqual([]);
    });

    it('keeps the last proof and the last failure side by side', async () => {
      expect(await healthAfter(proved, failed)).toEqual({ ...proved, ...failed });
    });

    it('takes both at once', async () => {
      expect(await healthAfter({ ...proved, ...failed })).toEqual({ ...proved, ...failed });
    });

    it('moves forward, the words with their moment', async () => {
      const later = { provedAt: T0 + 6, provedBy: 'test', failedAt: T0 + 7, failure: 'HTTP 404' } as const;
      expect(await healthAfter(proved, failed, later)).toEqual(later);
      expect(await healthAfter({ provedAt: T0 + 8, failedAt: T0 + 8 })).toEqual({
        provedAt: T0 + 8,
        failedAt: T0 + 8,
      });
    });

    it('never moves back, each half for itself', async () => {
      const mixed = { provedAt: T0 + 4, provedBy: 'test', failedAt: T0 + 6, failure: 'HTTP 404' } as const;
      expect(await healthAfter(proved, failed, mixed)).toEqual({
        ...proved,
        failedAt: T0 + 6,
        failure: 'HTTP 404',
      });
      expect(await healthAfter({ provedAt: T0 + 5, provedBy: 'test' }, {})).toMatchObject(proved);
    });

    it('is the newest of many that are noted at once', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const at = T0 + ((i * 7) % 20);
          return t.store.noteChannelHealth('slack', { provedAt: at, failedAt: at, failure: `${at - T0}` });
        }),
      );
      expect(await healthAfter()).toEqual({ provedAt: T0 + 19, failedAt: T0 + 19, failure: '19' });
    });

    it('is not there where nothing was said', async () => {
      expect(await healthAfter({})).toBeUndefined();
    });
  });
}
