import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import { ManagedChannels } from '../runtime/managed-channels.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { composeHttp } from './compose-http.ts';
import type { Environment } from './environment.ts';
import { openSecretBox } from './open-secret-box.ts';
import { stackChannels } from './stack-channels.ts';
import { testByNotify } from './test-by-notify.ts';

/** Channels are opened by `notify`, which alone can open their secrets: here they are only known. */
const unopened = (): never => {
  throw new ChannelRefused('Channels are not opened here');
};

const closed = (id: string): Channel => ({ id, send: async () => unopened() });

/** What manage works with: what every HTTP handler does, and the channels. */
export function composeManage(env: Environment): Runtime {
  const runtime = composeHttp(env);
  const { store, clock, log } = runtime;
  const secrets = openSecretBox(env);
  const channels = new ManagedChannels({
    ...{ store, clock, log, secrets, create: unopened },
    own: stackChannels(env).map((known) => ({ known, channel: closed(known.id) })),
    createOwner: env.MAIL_FROM ? unopened : undefined,
  });
  return { ...runtime, channels, secrets, testChannel: testByNotify(env, { clock, log }) };
}
