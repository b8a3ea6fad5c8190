import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { SecretBox } from '../core/ports/secret-box.ts';
import type { Store } from '../core/ports/store.ts';
import { ManagedChannels } from '../lambdas/runtime/managed-channels.ts';
import { openChannel, openOwnerChannel } from '../lambdas/runtime/open-channel.ts';
import { channelHome, channelsFrom } from './channels.ts';
import { ownChannels } from './own-channels.ts';
import type { Settings } from './settings.ts';

export interface DirectoryOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
}

/** The channels of this machine: those of its settings and those that people manage. @throws SettingsError */
export function openDirectory(options: DirectoryOptions): ManagedChannels {
  const { store, settings, secrets, clock, log, publicUrl } = options;
  const home = channelHome(settings, publicUrl, clock);
  return new ManagedChannels({
    ...{ store, secrets, clock, log },
    own: ownChannels(channelsFrom(settings, publicUrl, clock), settings),
    create: (id, target) => openChannel(id, target, home),
    createOwner: home.mail && ((address) => openOwnerChannel(address, home)),
  });
}
