import type { ChannelDirectory, KnownChannel } from '../../core/ports/channel-directory.ts';
import type { ChannelStore } from '../../core/ports/channel-store.ts';

/** A channel of the settings as routing sees it. */
export const aKnownChannel = (id: string, more: Partial<KnownChannel> = {}): KnownChannel => ({
  id,
  name: id,
  type: 'slack',
  wants: {},
  isDefault: false,
  enabled: true,
  source: 'settings',
  leadsTo: `${id}.example.com`,
  ...more,
});

/** Knows what the settings of a test name and what its store holds; reads anew only when told that something changed. */
export class KnownChannels implements ChannelDirectory {
  mailsOwners = true;
  /** Those of the settings. */
  readonly own: KnownChannel[] = [];
  private readonly store: Pick<ChannelStore, 'listChannels'>;
  private listed: readonly KnownChannel[] | undefined;

  constructor(store: Pick<ChannelStore, 'listChannels'>) {
    this.store = store;
  }

  async known(): Promise<readonly KnownChannel[]> {
    this.listed ??= (await this.store.listChannels()).map(
      ({ id, name, type, wants, isDefault, enabled, leadsTo, shown }) => ({
        ...{ id, name, type, wants, isDefault, enabled, leadsTo },
        source: 'api',
        mailsTo: type === 'email' ? String(shown.toEmail).toLowerCase().split(/, ?/) : undefined,
      }),
    );
    return [...this.own, ...this.listed].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  changed(): void {
    this.listed = undefined;
  }

  async open(): Promise<undefined> {
    return undefined;
  }
}
