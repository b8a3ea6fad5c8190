import * as z from 'zod/mini';
import { CHANNEL_TYPES, type ChannelType } from '../../../core/alerts/channel-target.ts';
import { WANTED_STATUSES } from '../../../core/alerts/wants.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { meaning, named } from '../../http/described.ts';
import { anyObject, flag, listOf, object, oneOf, text, whole } from '../../http/fields.ts';
import { ID_PATTERN } from '../../http/limits.ts';
import { listEnd, pageParameters } from '../../http/list-query.ts';
import { CONFIG_FIELDS, strict } from './config.ts';

const CHANNEL_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const CHANNEL_ID_SENTENCE =
  'must be 1 to 64 characters, small letters, digits and -, and begin with a letter or digit';
const MOST_WANTED = 200;

export const channelId = text(64).check(z.regex(CHANNEL_ID, CHANNEL_ID_SENTENCE));

const isSubject = (id: string): boolean => {
  const [, kind, bare] = /^(?:([^/]*)\/)?(.*)$/s.exec(id) ?? [];
  return ID_PATTERN.test(bare ?? '') && (kind === undefined || KINDS.some((known) => known === kind));
};
const SUBJECT_SENTENCE = `must be the id of a monitor, alone or after its kind: ${KINDS.join(', ')}`;

export const wants = strict({
  kinds: meaning('Of these kinds', z.nullish(listOf(oneOf(KINDS), KINDS.length))),
  tags: meaning('With at least one of these tags', z.nullish(listOf(text(64), MOST_WANTED))),
  ids: meaning(
    'These monitors: `<kind>/<id>`, or an id of whatever kind',
    z.nullish(listOf(text(160).check(z.refine(isSubject, SUBJECT_SENTENCE)), MOST_WANTED)),
  ),
  statuses: meaning(
    'Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default',
    z.nullish(listOf(oneOf(WANTED_STATUSES), WANTED_STATUSES.length)),
  ),
});

const routing = {
  wants: meaning(
    'Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused',
    z.nullish(wants),
  ),
  default: meaning(
    'True: without kinds, tags and ids, it hears only what no other channel claims',
    z.nullish(flag),
  ),
  enabled: meaning('False: nothing is sent to it', z.nullish(flag)),
};

const ofType = (type: ChannelType) =>
  object({
    id: meaning('By default made of the name', z.nullish(channelId)),
    name: meaning('For people', text(200)),
    type: z.literal(type),
    config: meaning('Other fields are refused', strict(CONFIG_FIELDS[type])),
    ...routing,
  });

const TYPE_SENTENCE = `must be ${CHANNEL_TYPES.slice(0, -1).join(', ')} or ${CHANNEL_TYPES.at(-1)}`;
const typeError = ({ code, input }: { readonly code?: string; readonly input?: unknown }): string => {
  if (code !== 'invalid_union') return input === undefined ? 'is required' : 'must be an object';
  return (input as { type?: unknown } | undefined)?.type == null ? 'is required' : TYPE_SENTENCE;
};
const [first, ...others] = CHANNEL_TYPES.map(ofType);

export const newChannel = named(
  'NewChannel',
  z.discriminatedUnion('type', [first!, ...others], { error: typeError }),
);

export const changedChannel = named(
  'ChannelChanges',
  object({
    id: meaning('The one in the address, if at all', z.nullish(z.string())),
    type: meaning('The one that it has, if at all', z.nullish(oneOf(CHANNEL_TYPES))),
    name: meaning('For people', z.nullish(text(200))),
    config: meaning(
      'Fields of its type, as when it was made. What is left out is kept, secrets too; `null` takes away what may be left out',
      z.nullish(anyObject),
    ),
    ...routing,
    version: meaning('Change it only if it still has this version', z.nullish(whole(1, 2_147_483_647))),
  }),
);

export const channelsQuery = object(pageParameters);
/** Where a page of the list ended: at this id. */
export const channelPlace = z.tuple([z.string()]);

const nullableText = z.nullable(z.string());

/** A channel as the API shows it, never with its secrets. */
const shown = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(CHANNEL_TYPES),
  source: meaning('`settings`: it is changed in the settings of the server', z.enum(['settings', 'api'])),
  read_only: z.boolean(),
  enabled: z.boolean(),
  default: z.boolean(),
  wants: z.object({
    kinds: z.optional(z.array(z.enum(KINDS))),
    tags: z.optional(z.array(z.string())),
    ids: z.optional(z.array(z.string())),
    statuses: z.optional(z.array(z.enum(WANTED_STATUSES))),
  }),
  config: meaning('What is no secret', anyObject),
  secrets: meaning('The names of the secrets that are set', z.array(z.string())),
  leads_to: meaning('For people: an address, a number, a host', z.string()),
  version: z.nullable(z.number()),
  created: nullableText,
  changed: nullableText,
  proved: meaning(
    'When it last showed that it works',
    z.nullable(z.object({ at: z.string(), by: z.enum(['delivery', 'test']) })),
  ),
  failed: meaning('When it last did not', z.nullable(z.object({ at: z.string(), answer: nullableText }))),
});

export const channel = named('Channel', shown);

export const channelList = named('ChannelList', z.object({ channels: z.array(channel), ...listEnd }));

export const testResult = named(
  'ChannelTest',
  z.object({
    ok: meaning('Whether the receiver took it', z.boolean()),
    answer: meaning('What the receiver said, or why it was not reached', z.string()),
    took_ms: z.number(),
  }),
);
