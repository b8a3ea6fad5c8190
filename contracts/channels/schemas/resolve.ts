import * as z from 'zod/mini';
import { CHANNEL_TYPES } from '../../../core/alerts/channel-target.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { STATUSES, type Status } from '../../../core/monitor/status.ts';
import { meaning, named } from '../../http/described.ts';
import { emailAddress, id, listOf, object, oneOf, text } from '../../http/fields.ts';

/** What a monitor leaves; nothing leaves `closed`. */
const LEFT = ['unknown', 'up', 'degraded', 'down', 'paused'] as const satisfies readonly Status[];

export const question = named(
  'ChannelQuestion',
  object({
    kind: oneOf(KINDS),
    id,
    to: meaning('What it goes to; `down` by default. `closed`: it is deleted', z.nullish(oneOf(STATUSES))),
    from: meaning('What it was; by default what it is now, or `up`', z.nullish(oneOf(LEFT))),
    tags: meaning(
      'With any of these three the monitor need not be there: it is as it is described here',
      z.nullish(listOf(text(64), 50)),
    ),
    channels: meaning('The channels that it names', z.nullish(listOf(text(64), 20))),
    owner_email: meaning('Whose it is', z.nullish(emailAddress)),
  }),
);

const status = z.enum(STATUSES);
const nullableText = z.nullable(z.string());

export const audience = named(
  'ChannelAudience',
  z.object({
    transition: z.object({
      kind: z.enum(KINDS),
      id: z.string(),
      from: status,
      to: status,
      tags: z.array(z.string()),
      channels: z.array(z.string()),
      owner_email: nullableText,
    }),
    hears: meaning(
      'Who is told, and why',
      z.array(
        z.object({
          channel: z.string(),
          name: z.string(),
          type: z.enum(CHANNEL_TYPES),
          because: z.enum(['named', 'wanted', 'everything', 'owner', 'default']),
          reason: z.string(),
        }),
      ),
    ),
    silent: meaning(
      'Channels that are not told, and why',
      z.array(z.object({ channel: z.string(), reason: z.string() })),
    ),
    owner_note: meaning('Why its owner is not mailed; null where it is', nullableText),
  }),
);
