import type * as z from 'zod';
import { needs, type Present } from './setting-groups.ts';
import { httpUrl, text } from './setting-kinds.ts';
import { SMTP_VARIABLES, smtpProblems, smtpUrlOf } from './smtp-settings.ts';

/** Where alerts go; a channel that is not set is not there. */
export interface ChannelSettings {
  readonly slackWebhookUrl?: string | undefined;
  readonly webhook?: { readonly url: string; readonly secret?: string | undefined } | undefined;
  readonly email?:
    | { readonly to: string; readonly smtpUrl: string; readonly from?: string | undefined }
    | undefined;
}

// The standard asks for 24 to 64 bytes.
const SECRET_RULE =
  'must be whsec_ and 24 to 64 random bytes in base64: echo whsec_$(openssl rand -base64 32)';
const isSigningSecret = (value: string): boolean => /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/.test(value);

export const CHANNEL_VARIABLES = {
  ALERT_SLACK_WEBHOOK_URL: httpUrl.optional(),
  ALERT_WEBHOOK_URL: httpUrl.optional(),
  ALERT_WEBHOOK_SECRET: text.refine(isSigningSecret, SECRET_RULE).optional(),
  ALERT_EMAIL: text.optional(),
  ALERT_EMAIL_FROM: text.optional(),
  ...SMTP_VARIABLES,
};

type ChannelEnvironment = z.infer<z.ZodObject<typeof CHANNEL_VARIABLES>>;

function emailOf(env: ChannelEnvironment): ChannelSettings['email'] {
  const smtpUrl = smtpUrlOf(env);
  return env.ALERT_EMAIL && smtpUrl
    ? { to: env.ALERT_EMAIL, smtpUrl, from: env.ALERT_EMAIL_FROM }
    : undefined;
}

/** The channels of an environment whose variables fit. */
export const channelSettings = (env: ChannelEnvironment): ChannelSettings => ({
  slackWebhookUrl: env.ALERT_SLACK_WEBHOOK_URL,
  webhook: env.ALERT_WEBHOOK_URL
    ? { url: env.ALERT_WEBHOOK_URL, secret: env.ALERT_WEBHOOK_SECRET }
    : undefined,
  email: emailOf(env),
});

/** What is missing beside something that is set. */
export const channelProblems = (present: Present): string[] => [
  ...needs(present, 'ALERT_WEBHOOK_SECRET', 'ALERT_WEBHOOK_URL', 'for ALERT_WEBHOOK_SECRET to sign anything'),
  ...smtpProblems(present),
];
