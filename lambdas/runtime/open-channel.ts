import { createDiscordChannel } from '../../adapters/discord/discord-channel.ts';
import { parseAddress } from '../../adapters/email/addresses.ts';
import { createEmailChannel } from '../../adapters/email/email-channel.ts';
import type { MailOptions } from '../../adapters/email/mail.ts';
import { createNtfyChannel } from '../../adapters/ntfy/ntfy-channel.ts';
import type { Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { createPagerDutyChannel } from '../../adapters/pagerduty/pagerduty-channel.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { TEXTS_PER_HOUR } from '../../adapters/sms/hourly-budget.ts';
import { createSmsChannel } from '../../adapters/sms/sms-channel.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { createTelegramChannel } from '../../adapters/telegram/telegram-channel.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import type { ChannelTarget, ChannelTargets } from '../../core/alerts/channel-target.ts';
import { ownerChannel } from '../../core/alerts/owner-channel.ts';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** What a service of AWS needs to know of a channel for text messages. */
export interface TextOptions {
  readonly id: string;
  readonly to: string;
  readonly from?: string | undefined;
  readonly perHour: number;
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** Whose mails a home sends: through its mail server, or as `open` does; so nobody loads a client in vain. */
export type MailHome =
  | { readonly smtpUrl: string; readonly from?: string | undefined }
  | { readonly open: (options: MailOptions) => Channel; readonly from?: string | undefined };

/** How a home sends text messages: by its account at Twilio, or as `open` does. */
export type TextHome =
  | {
      readonly accountSid: string;
      readonly authToken: string;
      readonly from: string;
      readonly perHour?: number | undefined;
    }
  | {
      readonly open: (options: TextOptions) => Channel;
      readonly from?: string | undefined;
      readonly perHour?: number | undefined;
    };

/** What all channels of a home share, and what it lends to those that bring none of their own. */
export interface ChannelHome {
  readonly publicUrl: string;
  readonly outgoing: Outgoing;
  readonly clock: Clock;
  readonly mail?: MailHome | undefined;
  readonly sms?: TextHome | undefined;
}

const NO_OWNERS = 'No mail server is set: owners can only be mailed where SMTP_HOST is set.';
const NO_MAIL = 'No mail server is set: give smtp_server here, or set SMTP_HOST.';
const NO_TEXTS =
  'No account for text messages is set: give account_sid, auth_token and from_number here, or set TWILIO_ACCOUNT_SID and what goes with it.';

/** Opens what is mailed through the home's server. */
function openMail(
  mail: MailHome,
  { id, to, from }: Pick<MailOptions, 'id' | 'to' | 'from'>,
  { publicUrl, outgoing }: ChannelHome,
): Channel {
  const options = { id, to, from: from ?? mail.from, publicUrl };
  return 'open' in mail
    ? mail.open(options)
    : createEmailChannel({ ...options, smtpUrl: mail.smtpUrl, outgoing });
}

/** The home's password goes to the home's server only: a server of its own takes nothing from the home but the sender. */
function openEmail(id: string, target: ChannelTargets['email'], home: ChannelHome): Channel {
  const { toEmail: to, smtpServer, smtpPort, username, password, fromEmail } = target;
  if (smtpServer !== undefined) {
    const { publicUrl, outgoing } = home;
    const from = fromEmail ?? home.mail?.from;
    return createEmailChannel({
      ...{ id, to, from, publicUrl, outgoing },
      ...{ smtpServer, smtpPort, username, password },
    });
  }
  if ([smtpPort, username, password].some((part) => part !== undefined)) {
    throw new ChannelRefused('smtp_port, username and password mean nothing without smtp_server.');
  }
  if (!home.mail) throw new ChannelRefused(NO_MAIL);
  return openMail(home.mail, { id, to, from: fromEmail }, home);
}

/** An account is whole: neither half of it is taken from the home where the other is given. */
function openSms(id: string, target: ChannelTargets['sms'], home: ChannelHome): Channel {
  const { toNumber: to, accountSid, authToken, fromNumber } = target;
  const { sms, publicUrl, outgoing, clock } = home;
  const perHour = target.perHour ?? sms?.perHour ?? TEXTS_PER_HOUR;
  const shared = { id, to, perHour, publicUrl, clock };
  if (accountSid !== undefined || authToken !== undefined) {
    if (accountSid === undefined || authToken === undefined || fromNumber === undefined) {
      throw new ChannelRefused('account_sid, auth_token and from_number belong together.');
    }
    return createSmsChannel({ ...shared, accountSid, authToken, from: fromNumber, outgoing });
  }
  if (!sms) throw new ChannelRefused(NO_TEXTS);
  if ('open' in sms) return sms.open({ ...shared, from: fromNumber ?? sms.from });
  const account = { accountSid: sms.accountSid, authToken: sms.authToken, from: fromNumber ?? sms.from };
  return createSmsChannel({ ...shared, ...account, outgoing });
}

/**
 * A channel to this target, ready to send.
 * @throws ChannelRefused where the target can never work, or needs what the home lacks; its sentence bears no secret.
 */
export function openChannel(id: string, target: ChannelTarget, home: ChannelHome): Channel {
  const { publicUrl, outgoing, clock } = home;
  const shared = { id, publicUrl, outgoing, clock };
  switch (target.type) {
    case 'email':
      return openEmail(id, target, home);
    case 'slack': {
      const { webhookUrl: url, channel, username } = target;
      return createSlackChannel({ ...shared, url, channel, username });
    }
    case 'discord':
      return createDiscordChannel({ ...shared, url: target.webhookUrl, username: target.username });
    case 'sms':
      return openSms(id, target, home);
    case 'teams':
      return createTeamsChannel({ ...shared, url: target.webhookUrl });
    case 'pagerduty':
      return createPagerDutyChannel({ ...shared, routingKey: target.routingKey });
    case 'telegram':
      return createTelegramChannel({ ...shared, botToken: target.botToken, chatId: target.chatId });
    case 'ntfy':
      return createNtfyChannel({ ...shared, url: target.url, token: target.token });
    case 'webhook': {
      const { url, secret, template } = target;
      return createWebhookChannel({ ...shared, url, secret, template });
    }
  }
}

/**
 * The channel of an owner: mails to this address.
 * @throws ChannelRefused where it is no address, or the home has no mail server.
 */
export function openOwnerChannel(address: string, home: ChannelHome): Channel {
  if (!home.mail) throw new ChannelRefused(NO_OWNERS);
  // One address only, whatever commas it holds.
  return openMail(home.mail, { id: ownerChannel(address), to: parseAddress(address) }, home);
}
