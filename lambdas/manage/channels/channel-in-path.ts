import { channelId } from '../../../contracts/channels/schemas/channel.ts';
import { conflict, type HttpError, notFound } from '../../../contracts/http/http-error.ts';
import {
  type ChannelOutcome,
  type ChannelRefusal,
  MOST_CHANNELS,
} from '../../../core/paths/manage-channels.ts';
import type { ChannelRow } from '../../../core/ports/channel-store.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';

export const unknownChannel = () => notFound('Unknown channel');

/** The id that a path names. @throws HttpError 404 where no channel can have it */
export function channelInPath(event: HttpEvent): string {
  const { data } = channelId.safeParse(pathParameter(event, 'id'));
  if (data === undefined) throw unknownChannel();
  return data;
}

const SENTENCES: Readonly<Record<ChannelRefusal, (id: string) => string>> = {
  settings: (id) => `The channel "${id}" comes from the settings of this server: change it there`,
  'settings-id': (id) => `The id "${id}" is that of the channel that comes from the settings of this server`,
  taken: (id) => `The channel "${id}" exists already`,
  full: () => `There are ${MOST_CHANNELS} channels: remove one first`,
  changed: () => 'Somebody changed it meanwhile: read it again',
};

export const refusal = (why: ChannelRefusal, id: string): HttpError => conflict(SENTENCES[why](id));

/** What became of the channel. @throws HttpError 404 where there is none, 409 with the reason */
export function changedRow(outcome: ChannelOutcome, id: string): ChannelRow {
  if (outcome.type === 'unknown') throw unknownChannel();
  if (outcome.type === 'refused') throw refusal(outcome.why, id);
  return outcome.row;
}
