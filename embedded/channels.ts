import { createDiscordChannel } from '../adapters/discord/discord-channel.ts';
import { parseAddress, parseAddresses } from '../adapters/email/addresses.ts';
import { createEmailChannel } from '../adapters/email/email-channel.ts';
import { parseSmtpUrl } from '../adapters/email/smtp-url.ts';
import { createNtfyChannel } from '../adapters/ntfy/ntfy-channel.ts';
import type { DeliverDeps } from '../adapters/outgoing/deliver.ts';
import { createOutgoing } from '../adapters/outgoing/outgoing.ts';
import { createPagerDutyChannel } from '../adapters/pagerduty/pagerduty-channel.ts';
import { createSlackChannel } from '../adapters/slack/slack-channel.ts';
import { createSmsChannel } from '../adapters/sms/sms-channel.ts';
import { createTeamsChannel } from '../adapters/teams/teams-channel.ts';
import { createTelegramChannel } from '../adapters/telegram/telegram-channel.ts';
import { createWebhookChannel } from '../adapters/webhook/webhook-channel.ts';
import { type Channel, ChannelRefused } from '../core/ports/channel.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type Settings, SettingsError } from './settings.ts';

/** A channel and the variable that is to blame where it can never work. */
type Opening = readonly [variable: string, create: () => Channel];

/** How the channels over HTTP are made that the settings name. */
function httpOpenings(settings: Settings, shared: DeliverDeps & { readonly publicUrl: string }): Opening[] {
  const openings: Opening[] = [];
  const add = <Value>(
    variable: string,
    value: Value | undefined,
    create: (value: Value) => Channel,
  ): void => {
    if (value !== undefined) openings.push([variable, () => create(value)]);
  };
  add('ALERT_SLACK_WEBHOOK_URL', settings.slackWebhookUrl, (url) => createSlackChannel({ url, ...shared }));
  add('ALERT_DISCORD_WEBHOOK_URL', settings.discordWebhookUrl, (url) =>
    createDiscordChannel({ url, ...shared }),
  );
  add('ALERT_TEAMS_WEBHOOK_URL', settings.teamsWebhookUrl, (url) => createTeamsChannel({ url, ...shared }));
  add('ALERT_PAGERDUTY_ROUTING_KEY', settings.pagerDutyRoutingKey, (routingKey) =>
    createPagerDutyChannel({ routingKey, ...shared }),
  );
  add('TELEGRAM_BOT_TOKEN', settings.telegram, (bot) => createTelegramChannel({ ...bot, ...shared }));
  add('ALERT_NTFY_URL', settings.ntfy, (ntfy) => createNtfyChannel({ ...ntfy, ...shared }));
  add('TWILIO_ACCOUNT_SID', settings.sms, (sms) => createSmsChannel({ ...sms, ...shared }));
  add('ALERT_WEBHOOK_URL', settings.webhook, (webhook) => createWebhookChannel({ ...webhook, ...shared }));
  return openings;
}

/**
 * The channels that the settings name, by id.
 * @throws SettingsError naming each variable that can never work, and nothing of its secrets.
 */
export function channelsFrom(settings: Settings, publicUrl: string, clock: Clock): Map<string, Channel> {
  const { email, allowPrivateTargets } = settings;
  const outgoing = createOutgoing({ allowPrivateTargets });
  const problems: string[] = [];
  const channels: Channel[] = [];
  const attempt = (variable: string, work: () => unknown): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw error;
      problems.push(`${variable} does not work: ${error.message}`);
      return false;
    }
  };
  for (const [variable, create] of httpOpenings(settings, { publicUrl, outgoing, clock })) {
    attempt(variable, () => channels.push(create()));
  }
  if (email) {
    const { to, from, smtpUrl } = email;
    const parts = [
      attempt('ALERT_EMAIL', () => parseAddresses(to)),
      attempt('ALERT_EMAIL_FROM', () => from && parseAddress(from)),
      attempt('SMTP_URL', () => parseSmtpUrl(smtpUrl)),
    ];
    if (parts.every(Boolean)) channels.push(createEmailChannel({ ...email, publicUrl, outgoing }));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return new Map(channels.map((channel) => [channel.id, channel]));
}
