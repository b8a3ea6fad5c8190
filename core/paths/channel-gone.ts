import { ChannelRefused } from '../ports/channel.ts';

/** Nobody was asked: the channel was removed or switched off, which says nothing about its health. */
export class ChannelGone extends ChannelRefused {
  constructor(id: string) {
    super(`The channel "${id}" is not there any more, or is switched off`);
  }
}
