import { CHANNEL_TYPES, type ChannelType } from '../alerts/channel-target.ts';
import { freeId } from '../alerts/free-id.ts';
import { sealSecrets } from '../alerts/sealed-secrets.ts';
import type { Wants } from '../alerts/wants.ts';
import type { ChannelDirectory } from '../ports/channel-directory.ts';
import type { ChannelRow, ChannelStore } from '../ports/channel-store.ts';
import { StoreUnavailable } from '../ports/monitor-store.ts';
import type { SecretBox } from '../ports/secret-box.ts';

export interface ManageChannelsDeps {
  readonly store: ChannelStore;
  readonly channels: Pick<ChannelDirectory, 'known' | 'changed'>;
  readonly secrets: Pick<SecretBox, 'seal'>;
}

/** Where a channel shall lead. */
export interface TargetChange {
  readonly shown: Readonly<Record<string, unknown>>;
  /** Those that are new. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The names of those that stay as they are. */
  readonly keptSecrets: readonly string[];
  readonly leadsTo: string;
}

/** Everything about a channel that people decide. */
export interface ChannelWish {
  readonly name: string;
  readonly wants: Wants;
  readonly isDefault: boolean;
  readonly enabled: boolean;
  readonly target: TargetChange;
}

/**
 * Why a channel may not be added or changed: `settings`: it comes from there; `settings-id`: the one that has this id
 * there may come.
 */
export type ChannelRefusal = 'settings' | 'settings-id' | 'taken' | 'full' | 'changed';

export type ChannelOutcome =
  | { readonly type: 'done'; readonly row: ChannelRow }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly why: ChannelRefusal };

export const MOST_CHANNELS = 500;
const MOST_TRIES = 5;

const UNKNOWN = { type: 'unknown' } as const;
const refused = (why: ChannelRefusal): ChannelOutcome => ({ type: 'refused', why });

/** Ids that channels of the settings have, set or not: what is set later must not meet a namesake. */
const OF_SETTINGS: ReadonlySet<string> = new Set(CHANNEL_TYPES);

/** @throws StoreUnavailable */
async function isOfSettings(
  { channels }: Pick<ManageChannelsDeps, 'channels'>,
  id: string,
): Promise<boolean> {
  return (await channels.known()).some((known) => known.id === id && known.source === 'settings');
}

export interface NewChannel extends ChannelWish {
  /** Undefined: made of the name. */
  readonly id?: string | undefined;
  readonly type: ChannelType;
}

/** @throws StoreUnavailable */
export async function addChannel(
  deps: ManageChannelsDeps,
  wish: NewChannel,
  at: number,
): Promise<ChannelOutcome> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const rows = await deps.store.listChannels();
    const taken = new Set([...OF_SETTINGS, ...rows.map(({ id }) => id)]);
    if (wish.id !== undefined && OF_SETTINGS.has(wish.id)) return refused('settings-id');
    if (wish.id !== undefined && taken.has(wish.id)) return refused('taken');
    if (rows.length >= MOST_CHANNELS) return refused('full');
    const id = wish.id ?? freeId(wish.name, wish.type, taken);
    const row = await rowOf(deps, { id, type: wish.type, version: 1, createdAt: at, changedAt: at }, wish);
    if (await written(deps, row)) return { type: 'done', row };
  }
  throw new StoreUnavailable('Channels changed too often for one to be added');
}

/**
 * Changes a channel by a pure function of what it is now. `version`: only if it still has that one.
 * @throws StoreUnavailable
 */
export async function changeChannel(
  deps: ManageChannelsDeps,
  { id, version, at }: { readonly id: string; readonly version: number | undefined; readonly at: number },
  change: (row: ChannelRow) => ChannelWish,
): Promise<ChannelOutcome> {
  if (await isOfSettings(deps, id)) return refused('settings');
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = await deps.store.channel(id);
    if (!before) return UNKNOWN;
    if (version !== undefined && version !== before.version) return refused('changed');
    const { type, createdAt, sealed } = before;
    const place = { id, type, version: before.version + 1, createdAt, changedAt: at };
    const row = await rowOf(deps, place, change(before), sealed);
    if (await written(deps, row, before.version)) return { type: 'done', row };
  }
  throw new StoreUnavailable(`The channel ${id} changed too often to be written`);
}

/** @throws StoreUnavailable */
export async function removeChannel(
  deps: Omit<ManageChannelsDeps, 'secrets'>,
  id: string,
): Promise<'done' | 'unknown' | 'settings'> {
  if (await isOfSettings(deps, id)) return 'settings';
  try {
    return (await deps.store.removeChannel(id)) ? 'done' : 'unknown';
  } finally {
    deps.channels.changed();
  }
}

/** Shows at once in this process, even where nobody knows whether it was written. */
async function written(
  { store, channels }: Pick<ManageChannelsDeps, 'store' | 'channels'>,
  row: ChannelRow,
  replacing?: number,
): Promise<boolean> {
  try {
    return await store.putChannel(row, replacing);
  } finally {
    channels.changed();
  }
}

async function rowOf(
  { secrets: box }: Pick<ManageChannelsDeps, 'secrets'>,
  place: Pick<ChannelRow, 'id' | 'type' | 'version' | 'createdAt' | 'changedAt'>,
  { name, wants, isDefault, enabled, target }: ChannelWish,
  sealedBefore?: string,
): Promise<ChannelRow> {
  const { shown, secrets, keptSecrets, leadsTo } = target;
  const sealed = await sealSecrets(box, place.id, secrets, { sealed: sealedBefore, kept: keptSecrets });
  return {
    ...place,
    name,
    wants,
    isDefault,
    enabled,
    shown,
    sealed,
    sealedFields: [...keptSecrets, ...Object.keys(secrets)].sort(),
    leadsTo,
  };
}
