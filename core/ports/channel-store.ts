import type { ChannelType } from '../alerts/channel-target.ts';
import type { Wants } from '../alerts/wants.ts';

/** A channel that people manage, as it is stored: its secrets only sealed. */
export interface ChannelRow {
  readonly id: string;
  /** Raised by every write. */
  readonly version: number;
  readonly name: string;
  readonly type: ChannelType;
  readonly wants: Wants;
  /** True: it hears what no other channel claims. */
  readonly isDefault: boolean;
  /** False: nothing is sent to it. */
  readonly enabled: boolean;
  /** The fields of its target that are no secret. */
  readonly shown: Readonly<Record<string, unknown>>;
  /** The fields of its target that are, as `sealSecrets` keeps them; undefined where it has none. */
  readonly sealed?: string | undefined;
  /** The names of the sealed fields. */
  readonly sealedFields: readonly string[];
  /** Where it leads, for people: an address, a number, the host of a URL. */
  readonly leadsTo: string;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** When a channel showed that it works, and when it last did not. */
export interface ChannelHealth {
  readonly provedAt?: number | undefined;
  readonly provedBy?: 'delivery' | 'test' | undefined;
  readonly failedAt?: number | undefined;
  /** What the receiver said then, without secrets. */
  readonly failure?: string | undefined;
}

export interface ChannelStore {
  /** In order of id. */
  listChannels(): Promise<readonly ChannelRow[]>;
  channel(id: string): Promise<ChannelRow | undefined>;
  /** Writes the row IF there is none of this id; with `replacing`, IF there is one and it has that version. */
  putChannel(row: ChannelRow, replacing?: number): Promise<boolean>;
  /** Removes the row and its health. @returns whether it was there. */
  removeChannel(id: string): Promise<boolean>;
  /** Merges what is newer into the health of a channel, managed or not: proof and failure each for itself. */
  noteChannelHealth(id: string, health: ChannelHealth): Promise<void>;
  /** By id of the channel; what was never noted is not there. */
  channelHealths(): Promise<ReadonlyMap<string, ChannelHealth>>;
}
