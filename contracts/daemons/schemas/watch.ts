import * as z from 'zod/mini';
import { meaning } from '../../http/described.ts';
import { channelIds, clearableText, emailAddress, listOf, object, text, whole } from '../../http/fields.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(1, YEAR_SECONDS));
const count = z.nullish(whole(1, 100));

/** How a daemon is watched: decided by itself or by people, all of it beyond the seed. */
export const watchFields = {
  name: meaning('For people; by default the id', z.nullish(text(200))),
  description: meaning('For people', z.nullish(clearableText(1_000))),
  ownerEmail: meaning('Whose daemon it is', z.nullish(emailAddress)),
  tags: meaning('Words to group it by', z.nullish(listOf(text(64), 50))),
  channels: meaning(
    'Ids of the channels that are told of it, in place of those without a filter',
    z.nullish(channelIds),
  ),
  expectedInterval: meaning('Seconds after which it is shown as late, before it is stale', seconds),
  stalenessThreshold: meaning('Seconds of silence after which it is stale; 60 by default', seconds),
  retention_seconds: meaning('It is forgotten after so many seconds of silence; a week by default', seconds),
  failureThreshold: meaning('Reports of `unhealthy` in a row before it is down; 1 by default', count),
  recoveryThreshold: meaning('Good reports in a row before it is up again; 1 by default', count),
};

const given = object(watchFields);
export type WatchFields = z.infer<typeof given>;
