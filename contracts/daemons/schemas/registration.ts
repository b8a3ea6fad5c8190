import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { channelIds, id, listOf, object, text, whole } from '../../http/fields.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(1, YEAR_SECONDS));

// The address of the list stands before that of a daemon with its name.
const daemonId = id.check(
  z.refine((value) => value !== 'health', 'must not be "health", which is an address of its own'),
);

/** What a daemon says of itself when it starts. `pollInterval` in milliseconds; the last five are beyond the seed. */
export const registration = named(
  'DaemonRegistration',
  object({
    daemonId,
    version: text(64),
    capabilities: meaning('What it can do', listOf(text(64), 32)),
    pollInterval: meaning('Milliseconds between two heartbeats', whole(0, YEAR_SECONDS * 1_000)),
    registeredAt: meaning('Its own clock: kept and shown, never judged by', z.nullish(text(64))),
    name: meaning('For people; by default the id', z.nullish(text(200))),
    tags: meaning('Words to group it by', z.nullish(listOf(text(64), 50))),
    channels: meaning(
      'Ids of the channels that are told of it, in place of those without a filter',
      z.nullish(channelIds),
    ),
    stalenessThreshold: meaning('Seconds of silence after which it is stale; 60 by default', seconds),
    retention_seconds: meaning(
      'It is forgotten after so many seconds of silence; a week by default',
      seconds,
    ),
  }),
);

export type RegistrationFields = z.infer<typeof registration>;

export const registered = named(
  'DaemonRegistered',
  z.object({
    success: z.literal(true),
    daemonId: z.string(),
    registeredAt: z.string(),
  }),
);
