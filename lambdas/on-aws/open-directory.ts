import type { Outgoing } from '../../adapters/outgoing/outgoing.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Store } from '../../core/ports/store.ts';
import { ManagedChannels } from '../runtime/managed-channels.ts';
import { openChannel, openOwnerChannel } from '../runtime/open-channel.ts';
import { channelHome } from './channel-home.ts';
import type { Environment } from './environment.ts';
import { openChannels } from './open-channels.ts';
import { openSecretBox } from './open-secret-box.ts';
import { stackChannels } from './stack-channels.ts';

export interface DirectoryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly outgoing: Outgoing;
}

/** The channels of the stack and those that people manage, ready to send. */
export function openDirectory(env: Environment, options: DirectoryOptions): ManagedChannels {
  const { store, clock, log, outgoing } = options;
  const home = channelHome(env, outgoing, clock);
  const opened = openChannels(env, options);
  const own = stackChannels(env).map((known) => ({ known, channel: opened.get(known.id)! }));
  return new ManagedChannels({
    ...{ store, clock, log, own },
    secrets: openSecretBox(env),
    create: (id, target) => openChannel(id, target, home),
    createOwner: home.mail && ((address) => openOwnerChannel(address, home)),
  });
}
