import type * as z from 'zod';
import { TEXTS_PER_HOUR } from '../adapters/sms/hourly-budget.ts';
import {
  BOT_TOKEN,
  CHAT_ID,
  MOST_SMS_PER_HOUR,
  PHONE_NUMBER,
  ROUTING_KEY,
  SENDER_NUMBER,
  SIGNING_SECRET,
  TOKEN,
} from '../core/alerts/target-rules.ts';
import { needs, type Present, together } from './setting-groups.ts';
import { httpUrl, text, whole } from './setting-kinds.ts';
import { SMTP_VARIABLES, smtpProblems, smtpUrlOf } from './smtp-settings.ts';

/** The account that text messages are sent with. */
export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly from: string;
  readonly perHour: number;
}

export interface SmsSettings extends TwilioSettings {
  readonly to: string;
}

/** The mail server that managed channels and owners are mailed through. */
export interface MailServerSettings {
  readonly smtpUrl: string;
  readonly from?: string | undefined;
}

/** Where alerts go; a channel that is not set is not there. */
export interface ChannelSettings {
  readonly slackWebhookUrl?: string | undefined;
  readonly webhook?: { readonly url: string; readonly secret?: string | undefined } | undefined;
  readonly discordWebhookUrl?: string | undefined;
  readonly teamsWebhookUrl?: string | undefined;
  readonly pagerDutyRoutingKey?: string | undefined;
  readonly telegram?: { readonly botToken: string; readonly chatId: string } | undefined;
  readonly ntfy?: { readonly url: string; readonly token?: string | undefined } | undefined;
  readonly sms?: SmsSettings | undefined;
  readonly email?: (MailServerSettings & { readonly to: string }) | undefined;
  /** These two send nothing by themselves. */
  readonly mailServer?: MailServerSettings | undefined;
  readonly twilio?: TwilioSettings | undefined;
}

const ACCOUNT_RULE = 'must be the SID of the account: AC and 32 digits or letters from a to f';
const fitting = ({ pattern, sentence }: { readonly pattern: RegExp; readonly sentence: string }) =>
  text.regex(pattern, sentence);

export const CHANNEL_VARIABLES = {
  ALERT_SLACK_WEBHOOK_URL: httpUrl.optional(),
  ALERT_WEBHOOK_URL: httpUrl.optional(),
  ALERT_WEBHOOK_SECRET: fitting(SIGNING_SECRET).optional(),
  ALERT_DISCORD_WEBHOOK_URL: httpUrl.optional(),
  ALERT_TEAMS_WEBHOOK_URL: httpUrl.optional(),
  ALERT_PAGERDUTY_ROUTING_KEY: fitting(ROUTING_KEY).optional(),
  TELEGRAM_BOT_TOKEN: fitting(BOT_TOKEN).optional(),
  TELEGRAM_CHAT_ID: fitting(CHAT_ID).optional(),
  ALERT_NTFY_URL: httpUrl.optional(),
  ALERT_NTFY_TOKEN: fitting(TOKEN).optional(),
  ALERT_SMS_TO: fitting(PHONE_NUMBER).optional(),
  SMS_PER_HOUR: whole(1, MOST_SMS_PER_HOUR).default(TEXTS_PER_HOUR),
  TWILIO_ACCOUNT_SID: text.regex(/^AC[0-9a-fA-F]{32}$/, ACCOUNT_RULE).optional(),
  TWILIO_AUTH_TOKEN: fitting(TOKEN).optional(),
  TWILIO_FROM_NUMBER: fitting(SENDER_NUMBER).optional(),
  ALERT_EMAIL: text.optional(),
  ALERT_EMAIL_FROM: text.optional(),
  ...SMTP_VARIABLES,
};

type ChannelEnvironment = z.infer<z.ZodObject<typeof CHANNEL_VARIABLES>>;

function mailServerOf(env: ChannelEnvironment): MailServerSettings | undefined {
  const smtpUrl = smtpUrlOf(env);
  return smtpUrl === undefined ? undefined : { smtpUrl, from: env.ALERT_EMAIL_FROM };
}

function emailOf(env: ChannelEnvironment): ChannelSettings['email'] {
  const server = mailServerOf(env);
  return env.ALERT_EMAIL && server ? { to: env.ALERT_EMAIL, ...server } : undefined;
}

function telegramOf(env: ChannelEnvironment): ChannelSettings['telegram'] {
  const { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_CHAT_ID: chatId } = env;
  return botToken && chatId ? { botToken, chatId } : undefined;
}

function twilioOf(env: ChannelEnvironment): TwilioSettings | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env;
  const { TWILIO_FROM_NUMBER: from, SMS_PER_HOUR: perHour } = env;
  return from && accountSid && authToken ? { accountSid, authToken, from, perHour } : undefined;
}

function smsOf(env: ChannelEnvironment): SmsSettings | undefined {
  const account = twilioOf(env);
  return env.ALERT_SMS_TO && account ? { ...account, to: env.ALERT_SMS_TO } : undefined;
}

/** The channels of an environment whose variables fit. */
export const channelSettings = (env: ChannelEnvironment): ChannelSettings => ({
  slackWebhookUrl: env.ALERT_SLACK_WEBHOOK_URL,
  webhook: env.ALERT_WEBHOOK_URL
    ? { url: env.ALERT_WEBHOOK_URL, secret: env.ALERT_WEBHOOK_SECRET }
    : undefined,
  discordWebhookUrl: env.ALERT_DISCORD_WEBHOOK_URL,
  teamsWebhookUrl: env.ALERT_TEAMS_WEBHOOK_URL,
  pagerDutyRoutingKey: env.ALERT_PAGERDUTY_ROUTING_KEY,
  telegram: telegramOf(env),
  ntfy: env.ALERT_NTFY_URL ? { url: env.ALERT_NTFY_URL, token: env.ALERT_NTFY_TOKEN } : undefined,
  sms: smsOf(env),
  email: emailOf(env),
  mailServer: mailServerOf(env),
  twilio: twilioOf(env),
});

const TWILIO = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM_NUMBER'];

/** What is missing beside something that is set. */
export const channelProblems = (present: Present): string[] => [
  ...needs(present, 'ALERT_WEBHOOK_SECRET', 'ALERT_WEBHOOK_URL', 'for ALERT_WEBHOOK_SECRET to sign anything'),
  ...together(present, ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID'], 'to send to Telegram'),
  ...needs(present, 'ALERT_NTFY_TOKEN', 'ALERT_NTFY_URL', 'for ALERT_NTFY_TOKEN to open anything'),
  // Some of Twilio's settings alone mean nothing: they may stand there for something else.
  ...TWILIO.flatMap((name) => needs(present, 'ALERT_SMS_TO', name, 'to send text messages to ALERT_SMS_TO')),
  ...smtpProblems(present),
];
