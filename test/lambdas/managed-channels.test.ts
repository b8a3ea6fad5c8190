import { describe, expect, test } from '@jest/globals';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { ChannelRow } from '../../core/ports/channel-store.ts';
import { ManagedChannels } from '../../lambdas/runtime/managed-channels.ts';
import { T0 } from '../support/monitors.ts';
import { SEALED_BY_BASE64 } from '../support/sealed-by-base64.ts';
import { Stage } from '../support/stage.ts';

const PHONE: ChannelRow = {
  id: 'phone',
  version: 1,
  name: 'Phone',
  type: 'sms',
  wants: {},
  isDefault: false,
  enabled: true,
  shown: { toNumber: '+491701234567' },
  sealedFields: [],
  leadsTo: '+491701234567',
  createdAt: T0,
  changedAt: T0,
};

/** A directory of this one channel; `made` counts how often it was opened. */
function directoryOf(row: () => ChannelRow | undefined, create?: (id: string) => Channel) {
  const { clock, log } = new Stage();
  const made: string[] = [];
  const channels = new ManagedChannels({
    store: {
      listChannels: async () => [row()].filter((one) => one !== undefined),
      channel: async () => row(),
    },
    ...{ secrets: SEALED_BY_BASE64, clock, log, own: [] },
    create: (id) => {
      made.push(id);
      return create?.(id) ?? { id, send: async () => 'ok' };
    },
    createOwner: (address) => ({ id: address, send: async () => 'ok' }),
  });
  return { channels, made };
}

describe('a managed channel', () => {
  test('is one, also for many alerts that open it at once: each would have a budget of its own', async () => {
    const { channels, made } = directoryOf(() => PHONE);
    const opened = await Promise.all(Array.from({ length: 16 }, () => channels.open('phone')));
    expect(new Set(opened).size).toBe(1);
    expect(await channels.open('phone')).toBe(opened[0]);
    expect(made).toEqual(['phone']);
  });

  test('is another one once it was changed, or was removed and made anew', async () => {
    let row: ChannelRow = PHONE;
    const { channels } = directoryOf(() => row);
    const first = await channels.open('phone');
    row = { ...PHONE, version: 2 };
    const second = await channels.open('phone');
    expect(second).not.toBe(first);
    row = { ...PHONE, createdAt: T0 + 1, version: 2 };
    expect(await channels.open('phone')).not.toBe(second);
  });

  test('that cannot be opened is tried anew', async () => {
    let works = false;
    const { channels } = directoryOf(
      () => PHONE,
      (id) => {
        if (!works) throw new ChannelRefused('No account');
        return { id, send: async () => 'ok' };
      },
    );
    await expect(channels.open('phone')).rejects.toThrow('No account');
    works = true;
    expect(await channels.open('phone')).toMatchObject({ id: 'phone' });
  });

  test('that is switched off or gone is not there, but a test may open the first', async () => {
    let row: ChannelRow | undefined = { ...PHONE, enabled: false };
    const { channels } = directoryOf(() => row);
    expect(await channels.open('phone')).toBeUndefined();
    expect(await channels.openForTest('phone')).toMatchObject({ id: 'phone' });
    row = undefined;
    expect(await channels.openForTest('phone')).toBeUndefined();
  });
});
