import type { KnownChannel } from '../../../core/ports/channel-directory.ts';
import type { ChannelHealth, ChannelRow } from '../../../core/ports/channel-store.ts';
import { isoOrNull } from '../../http/iso.ts';
import { snakeOf } from '../field-names.ts';

type Shared = Pick<KnownChannel, 'id' | 'name' | 'type' | 'wants' | 'isDefault' | 'enabled' | 'leadsTo'>;

const sharedOf = ({ id, name, type, wants, isDefault, enabled, leadsTo }: Shared) => ({
  id,
  name,
  type,
  enabled,
  default: isDefault,
  wants,
  leads_to: leadsTo,
});

const healthOf = ({ provedAt, provedBy, failedAt, failure }: ChannelHealth = {}) => ({
  proved: provedAt === undefined ? null : { at: isoOrNull(provedAt), by: provedBy ?? 'delivery' },
  failed: failedAt === undefined ? null : { at: isoOrNull(failedAt), answer: failure ?? null },
});

/** A channel that people manage, as the API shows it: of its secrets only their names. */
export const managedChannel = (row: ChannelRow, health: ChannelHealth | undefined) => ({
  ...sharedOf(row),
  source: 'api',
  read_only: false,
  config: Object.fromEntries(Object.entries(row.shown).map(([field, value]) => [snakeOf(field), value])),
  secrets: row.sealedFields.map(snakeOf),
  version: row.version,
  created: isoOrNull(row.createdAt),
  changed: isoOrNull(row.changedAt),
  ...healthOf(health),
});

/** A channel of the settings, as the API shows it. */
export const settingsChannel = (known: KnownChannel, health: ChannelHealth | undefined) => ({
  ...sharedOf(known),
  source: 'settings',
  read_only: true,
  config: {},
  secrets: [],
  version: null,
  created: null,
  changed: null,
  ...healthOf(health),
});
