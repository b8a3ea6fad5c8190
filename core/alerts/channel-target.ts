export const CHANNEL_TYPES = [
  'email',
  'slack',
  'discord',
  'sms',
  'teams',
  'pagerduty',
  'telegram',
  'ntfy',
  'webhook',
] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

/** Where each type of channel sends, and as whom. What is left out comes from the settings of the home. */
export interface ChannelTargets {
  readonly email: {
    /** Addresses separated by commas. */
    readonly toEmail: string;
    readonly smtpServer?: string | undefined;
    readonly smtpPort?: number | undefined;
    readonly username?: string | undefined;
    readonly password?: string | undefined;
    readonly fromEmail?: string | undefined;
  };
  readonly slack: {
    readonly webhookUrl: string;
    /** Only webhooks of the old kind heed these two. */
    readonly channel?: string | undefined;
    readonly username?: string | undefined;
  };
  readonly discord: { readonly webhookUrl: string; readonly username?: string | undefined };
  readonly sms: {
    readonly toNumber: string;
    readonly accountSid?: string | undefined;
    readonly authToken?: string | undefined;
    readonly fromNumber?: string | undefined;
    readonly perHour?: number | undefined;
  };
  readonly teams: { readonly webhookUrl: string };
  readonly pagerduty: { readonly routingKey: string };
  readonly telegram: { readonly botToken: string; readonly chatId: string };
  readonly ntfy: { readonly url: string; readonly token?: string | undefined };
  readonly webhook: {
    readonly url: string;
    readonly secret?: string | undefined;
    /** JSON whose texts may hold `{{names}}`; without one a CloudEvent is sent. */
    readonly template?: unknown;
  };
}

export type ChannelTarget = {
  [Type in ChannelType]: { readonly type: Type } & ChannelTargets[Type];
}[ChannelType];

type FieldOf<Type extends ChannelType> = keyof ChannelTargets[Type];

/** What is sealed before it is stored, and never shown again. A webhook's address is its password. */
export const SECRET_FIELDS: { readonly [Type in ChannelType]: readonly FieldOf<Type>[] } = {
  email: ['password'],
  slack: ['webhookUrl'],
  discord: ['webhookUrl'],
  sms: ['authToken'],
  teams: ['webhookUrl'],
  pagerduty: ['routingKey'],
  telegram: ['botToken'],
  ntfy: ['url', 'token'],
  webhook: ['url', 'secret'],
};
