import { parseAddress, parseAddresses } from '../adapters/email/addresses.ts';
import { createEmailChannel } from '../adapters/email/email-channel.ts';
import { parseSmtpUrl } from '../adapters/email/smtp-url.ts';
import { createOutgoing } from '../adapters/outgoing/outgoing.ts';
import { createSlackChannel } from '../adapters/slack/slack-channel.ts';
import { createWebhookChannel } from '../adapters/webhook/webhook-channel.ts';
import { type Channel, ChannelRefused } from '../core/ports/channel.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type Settings, SettingsError } from './settings.ts';

/**
 * The channels that the settings name, by id.
 * @throws SettingsError naming each variable that can never work, and nothing of its secrets.
 */
export function channelsFrom(settings: Settings, publicUrl: string, clock: Clock): Map<string, Channel> {
  const { slackWebhookUrl, webhook, email, allowPrivateTargets } = settings;
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
  const shared = { publicUrl, outgoing, clock };
  const open = (variable: string, create: () => Channel): boolean =>
    attempt(variable, () => channels.push(create()));
  if (slackWebhookUrl) {
    open('ALERT_SLACK_WEBHOOK_URL', () => createSlackChannel({ url: slackWebhookUrl, ...shared }));
  }
  if (webhook) open('ALERT_WEBHOOK_URL', () => createWebhookChannel({ ...webhook, ...shared }));
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
