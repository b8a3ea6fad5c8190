import type { Route } from '../http/route.ts';
import * as channels from './routes/channels.ts';

/** Every route that manages channels; what adds one comes first, as the others speak of it. */
export const CHANNEL_ROUTES: readonly Route[] = [
  channels.addChannel,
  channels.listChannels,
  channels.resolveChannels,
  channels.readChannel,
  channels.changeChannel,
  channels.removeChannel,
  channels.testChannel,
];
