import * as z from 'zod/mini';
import type { ChannelTargets, ChannelType } from '../../../core/alerts/channel-target.ts';
import * as rules from '../../../core/alerts/target-rules.ts';
import { meaning } from '../../http/described.ts';
import { object, text, whole } from '../../http/fields.ts';

/** `toEmail` as `to_email`. */
type Snake<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : Text;

/** Every field of a type's target, no more and no fewer. */
type Fields<Type extends ChannelType> = {
  readonly [Field in keyof ChannelTargets[Type] & string as Snake<Field>]-?: z.ZodMiniType;
};

const MOST_URL = 2_000;
const MOST_SECRET = 1_000;
const MOST_ADDRESSES = 1_000;

const fitting = (
  most: number,
  { pattern, sentence }: { readonly pattern: RegExp; readonly sentence: string },
) => text(most).check(z.regex(pattern, sentence));

const ADDRESSES_SENTENCE = 'must be e-mail addresses such as name@example.com, separated by commas';
const areAddresses = (list: string): boolean =>
  list.split(',').every((address) => rules.MAIL_ADDRESS.pattern.test(address.trim()));

/** Of those with colons only IPv6: a name with a port is none. */
const isMailServer = (server: string): boolean =>
  rules.MAIL_SERVER.pattern.test(server) ||
  (/^[\da-f:.]+$/i.test(server) && URL.canParse(`http://[${server}]`));

const URL_SENTENCE = 'must be an https URL';
const isHttpUrl = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);
const url = text(MOST_URL).check(z.refine(isHttpUrl, URL_SENTENCE));

const shortName = z.nullish(text(80));
const secret = fitting(MOST_SECRET, rules.TOKEN);

const EMAIL: Fields<'email'> = {
  to_email: meaning(
    'Addresses, separated by commas',
    text(MOST_ADDRESSES).check(z.refine(areAddresses, ADDRESSES_SENTENCE)),
  ),
  smtp_server: meaning(
    'The mail server; without it, the one from the settings',
    z.nullish(text(253).check(z.refine(isMailServer, rules.MAIL_SERVER.sentence))),
  ),
  smtp_port: meaning('Of that server', z.nullish(whole(1, 65_535))),
  username: meaning('To log in there', z.nullish(text(320))),
  password: meaning('To log in there; never shown', z.nullish(text(MOST_SECRET))),
  from_email: meaning('Whom the mails come from', z.nullish(fitting(320, rules.MAIL_ADDRESS))),
};

const SLACK: Fields<'slack'> = {
  webhook_url: meaning('Of an incoming webhook; never shown', url),
  channel: meaning('Only webhooks of the old kind heed it', shortName),
  username: meaning('Only webhooks of the old kind heed it', shortName),
};

const DISCORD: Fields<'discord'> = {
  webhook_url: meaning('Never shown', url),
  username: meaning('As whom it is posted', shortName),
};

const SMS: Fields<'sms'> = {
  to_number: meaning('In international form', fitting(20, rules.PHONE_NUMBER)),
  // It becomes part of an address. Twilio's own are AC and 32 digits; whether it is right, a test says.
  account_sid: meaning(
    'Of Twilio; without it, what the settings name',
    z.nullish(fitting(64, { pattern: /^[\w-]+$/, sentence: 'must be letters, digits, _ and -' })),
  ),
  auth_token: meaning('Of that account; never shown', z.nullish(secret)),
  from_number: meaning('A number of that account', z.nullish(fitting(20, rules.SENDER_NUMBER))),
  per_hour: meaning('Messages within an hour, at most', z.nullish(whole(1, rules.MOST_SMS_PER_HOUR))),
};

const WEBHOOK: Fields<'webhook'> = {
  url: meaning('Never shown', url),
  secret: meaning('Signs by Standard Webhooks; never shown', z.nullish(fitting(100, rules.SIGNING_SECRET))),
  template: meaning(
    'JSON whose texts may hold {{names}}, at most 16 KiB; without one a CloudEvent is sent',
    z.optional(z.unknown()),
  ),
};

/** What is given of each type of channel, as in the seed. */
export const CONFIG_FIELDS: { readonly [Type in ChannelType]: Fields<Type> } = {
  email: EMAIL,
  slack: SLACK,
  discord: DISCORD,
  sms: SMS,
  teams: { webhook_url: meaning('Never shown', url) } satisfies Fields<'teams'>,
  pagerduty: {
    routing_key: meaning(
      'Of an integration of the Events API v2; never shown',
      fitting(32, rules.ROUTING_KEY),
    ),
  },
  telegram: {
    bot_token: meaning('As BotFather gave it; never shown', fitting(200, rules.BOT_TOKEN)),
    chat_id: meaning('A number, or @ and a name', fitting(64, rules.CHAT_ID)),
  },
  ntfy: {
    url: meaning('Of the topic; never shown', url),
    token: meaning('Never shown', z.nullish(secret)),
  },
  webhook: WEBHOOK,
};

const MOST_NAMED = 3;
const MOST_NAME = 40;

/** An object without fields that nobody knows: a mistyped one would be missed only when it matters. */
export const strict = <T extends z.core.$ZodShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys')
        return issue.input === undefined ? 'is required' : 'must be an object';
      const names = issue.keys.slice(0, MOST_NAMED).map((name) => name.slice(0, MOST_NAME).toWellFormed());
      return `does not have ${names.join(', ')}; it has ${Object.keys(shape).join(', ')}`;
    },
  });

/** What a change may give of a type: any of its fields. `null` takes one away that may be left out. */
export const changedConfig = (type: ChannelType) =>
  object({
    config: strict(
      Object.fromEntries(
        Object.entries(CONFIG_FIELDS[type]).map(([name, field]) => [name, z.optional(field)]),
      ),
    ),
  });
