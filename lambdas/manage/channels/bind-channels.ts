import * as routes from '../../../contracts/channels/routes/channels.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { addChannel } from './add-channel.ts';
import { changeChannel } from './change-channel.ts';
import { listChannels, readChannel } from './read-channels.ts';
import { removeChannel } from './remove-channel.ts';
import { resolveChannels } from './resolve-channels.ts';
import { testChannel } from './test-channel.ts';

/** Channels: added, listed, changed, tried and removed, and asked who would hear. */
export const bindChannels = (runtime: Runtime): Binding[] => [
  bind(routes.addChannel, addChannel(runtime)),
  bind(routes.listChannels, listChannels(runtime)),
  bind(routes.resolveChannels, resolveChannels(runtime)),
  bind(routes.readChannel, readChannel(runtime)),
  bind(routes.changeChannel, changeChannel(runtime)),
  bind(routes.removeChannel, removeChannel(runtime)),
  bind(routes.testChannel, testChannel(runtime)),
];
