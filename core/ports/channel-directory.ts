import type { ChannelType } from '../alerts/channel-target.ts';
import type { Wants } from '../alerts/wants.ts';
import type { Channel } from './channel.ts';

/** A channel as routing sees it. */
export interface KnownChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly wants: Wants;
  readonly isDefault: boolean;
  readonly enabled: boolean;
  /** Those of the settings can only be changed there. */
  readonly source: 'settings' | 'api';
  /** Where it leads, for people. */
  readonly leadsTo: string;
  /** Of an e-mail channel: its addresses in lower case. */
  readonly mailsTo?: readonly string[] | undefined;
}

/** All channels of a home: those of its settings and those that people manage. */
export interface ChannelDirectory {
  /** In order of id. A change made elsewhere shows within ten seconds. */
  known(): Promise<readonly KnownChannel[]>;
  /**
   * The channel of this id, or of an owner (`owner:<address>`), ready to send.
   * @returns undefined where there is none, or none any more. Rejects with ChannelRefused where it cannot be opened.
   */
  open(id: string): Promise<Channel | undefined>;
  /** A channel was changed through this process: believe nothing read before. */
  changed(): void;
  /** Whether an owner can be mailed: a mail server is set. */
  readonly mailsOwners: boolean;
}
