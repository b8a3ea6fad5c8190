import type { ChannelTarget } from '../../core/alerts/channel-target.ts';
import { ownerAddress } from '../../core/alerts/owner-channel.ts';
import { openSecrets } from '../../core/alerts/sealed-secrets.ts';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { ChannelDirectory, KnownChannel } from '../../core/ports/channel-directory.ts';
import type { ChannelRow, ChannelStore } from '../../core/ports/channel-store.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SecretBox } from '../../core/ports/secret-box.ts';

/** A channel that comes from the settings of this home. */
export interface OwnChannel {
  readonly known: KnownChannel;
  readonly channel: Channel;
}

export interface ManagedChannelsOptions {
  readonly store: Pick<ChannelStore, 'listChannels' | 'channel'>;
  readonly secrets: Pick<SecretBox, 'open'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly own: readonly OwnChannel[];
  /** Throws ChannelRefused where the target can never work here. */
  readonly create: (id: string, target: ChannelTarget) => Channel;
  /** The mail to an owner; undefined where no mail server is set. */
  readonly createOwner?: ((address: string) => Channel) | undefined;
}

/** Another process may have changed a channel: that shows after so long. */
const LONGEST_KEPT_MS = 10_000;

const compare = (a: KnownChannel, b: KnownChannel): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const addressesIn = ({ type, shown }: ChannelRow): readonly string[] | undefined =>
  type === 'email'
    ? String(shown.toEmail)
        .split(',')
        .map((address) => address.trim().toLowerCase())
    : undefined;

const knownOf = (row: ChannelRow): KnownChannel => ({
  id: row.id,
  name: row.name,
  type: row.type,
  wants: row.wants,
  isDefault: row.isDefault,
  enabled: row.enabled,
  source: 'api',
  leadsTo: row.leadsTo,
  mailsTo: addressesIn(row),
});

/** The channels of the settings and those that people manage; a channel of the settings hides a managed one of its id. */
export class ManagedChannels implements ChannelDirectory {
  readonly mailsOwners: boolean;
  private readonly options: ManagedChannelsOptions;
  private readonly own: ReadonlyMap<string, OwnChannel>;
  private listed: { readonly at: number; readonly channels: Promise<readonly KnownChannel[]> } | undefined;
  private readonly opened = new Map<
    string,
    { readonly version: string; readonly channel: Promise<Channel> }
  >();

  constructor(options: ManagedChannelsOptions) {
    this.options = options;
    this.own = new Map(options.own.map((one) => [one.known.id, one]));
    this.mailsOwners = options.createOwner !== undefined;
  }

  known(): Promise<readonly KnownChannel[]> {
    const now = this.options.clock.now();
    if (this.listed && now - this.listed.at < LONGEST_KEPT_MS) return this.listed.channels;
    const channels = this.list();
    this.listed = { at: now, channels };
    channels.catch(() => this.changed());
    return channels;
  }

  changed(): void {
    this.listed = undefined;
  }

  async open(id: string): Promise<Channel | undefined> {
    return this.openIf(id, ({ enabled }) => enabled);
  }

  /** The same for somebody who tries a channel, switched off or not. */
  async openForTest(id: string): Promise<Channel | undefined> {
    return this.openIf(id, () => true);
  }

  private async list(): Promise<readonly KnownChannel[]> {
    const rows = await this.options.store.listChannels();
    const managed = rows.filter(({ id }) => !this.own.has(id)).map(knownOf);
    return [...this.own.values()]
      .map(({ known }) => known)
      .concat(managed)
      .sort(compare);
  }

  private async openIf(id: string, mayOpen: (row: ChannelRow) => boolean): Promise<Channel | undefined> {
    const own = this.own.get(id);
    if (own) return own.channel;
    const owner = ownerAddress(id);
    // Nothing is kept of owners: they come and go, and a mail has no budget.
    if (owner !== undefined) return this.options.createOwner?.(owner);
    const row = await this.options.store.channel(id);
    if (!row) this.opened.delete(id);
    if (!row || !mayOpen(row)) return undefined;
    // One that was removed and made anew counts its versions from the beginning.
    const version = `${row.createdAt} ${row.version}`;
    return this.openOnce(id, version, async () => this.options.create(id, await this.targetOf(row)));
  }

  /** A channel keeps what it knows (a budget) until it is changed, so that of one version there is only one. */
  private openOnce(id: string, version: string, create: () => Promise<Channel>): Promise<Channel> {
    const kept = this.opened.get(id);
    if (kept?.version === version) return kept.channel;
    const channel = create();
    this.opened.set(id, { version, channel });
    channel.catch(() => {
      if (this.opened.get(id)?.channel === channel) this.opened.delete(id);
    });
    return channel;
  }

  private async targetOf({ id, type, shown, sealed }: ChannelRow): Promise<ChannelTarget> {
    try {
      const secrets = await openSecrets(this.options.secrets, id, sealed);
      return { type, ...shown, ...secrets } as ChannelTarget;
    } catch (error) {
      this.options.log.error({ err: error, channel: id }, 'The secrets of a channel cannot be opened');
      throw new ChannelRefused('Its secrets cannot be opened here: give them anew');
    }
  }
}
