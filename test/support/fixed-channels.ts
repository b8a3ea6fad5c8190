import type { Channel } from '../../core/ports/channel.ts';
import type { ChannelDirectory, KnownChannel } from '../../core/ports/channel-directory.ts';

/** A channel as routing sees it: without a filter, unless the test says otherwise. */
export const knownChannel = (id: string, changes: Partial<KnownChannel> = {}): KnownChannel => ({
  id,
  name: id,
  type: 'webhook',
  wants: {},
  isDefault: false,
  enabled: true,
  source: 'settings',
  leadsTo: 'hook.example',
  ...changes,
});

/** A directory of exactly these channels, as they are at each look. */
export const fixedChannels = (
  channels: ReadonlyMap<string, Channel>,
  known: Readonly<Record<string, Partial<KnownChannel>>> = {},
  mailsOwners = false,
): ChannelDirectory => ({
  mailsOwners,
  known: async () => [...channels.keys()].map((id) => knownChannel(id, known[id])),
  open: async (id) => channels.get(id),
  changed() {},
});
