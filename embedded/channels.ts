import { parseAddress, parseAddresses } from '../adapters/email/addresses.ts';
import { mailServerOf } from '../adapters/email/mail-server.ts';
import { createOutgoing } from '../adapters/outgoing/outgoing.ts';
import type { ChannelTarget } from '../core/alerts/channel-target.ts';
import { type Channel, ChannelRefused } from '../core/ports/channel.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type ChannelHome, openChannel } from '../lambdas/runtime/open-channel.ts';
import type { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** Where a channel of the settings leads, and the variable that is to blame where it can never work. */
type NamedTarget = readonly [variable: string, target: ChannelTarget];

/** What the settings lend to every channel. */
export const channelHome = (settings: Settings, publicUrl: string, clock: Clock): ChannelHome => ({
  publicUrl,
  outgoing: createOutgoing({ allowPrivateTargets: settings.allowPrivateTargets }),
  clock,
  mail: settings.mailServer,
  sms: settings.twilio,
});

/** The channels that the settings name; the id of each is its type. */
export function targetsOf(settings: Settings): readonly NamedTarget[] {
  const { slackWebhookUrl, discordWebhookUrl, teamsWebhookUrl, pagerDutyRoutingKey } = settings;
  const { telegram, ntfy, sms, webhook, email } = settings;
  const targets: NamedTarget[] = [];
  const add = <Value>(
    variable: string,
    value: Value | undefined,
    target: (value: Value) => ChannelTarget,
  ) => {
    if (value !== undefined) targets.push([variable, target(value)]);
  };
  add('ALERT_SLACK_WEBHOOK_URL', slackWebhookUrl, (webhookUrl) => ({ type: 'slack', webhookUrl }));
  add('ALERT_DISCORD_WEBHOOK_URL', discordWebhookUrl, (webhookUrl) => ({ type: 'discord', webhookUrl }));
  add('ALERT_TEAMS_WEBHOOK_URL', teamsWebhookUrl, (webhookUrl) => ({ type: 'teams', webhookUrl }));
  add('ALERT_PAGERDUTY_ROUTING_KEY', pagerDutyRoutingKey, (routingKey) => ({
    type: 'pagerduty',
    routingKey,
  }));
  add('TELEGRAM_BOT_TOKEN', telegram, (bot) => ({ type: 'telegram', ...bot }));
  add('ALERT_NTFY_URL', ntfy, (topic) => ({ type: 'ntfy', ...topic }));
  add('TWILIO_ACCOUNT_SID', sms, ({ to }) => ({ type: 'sms', toNumber: to }));
  add('ALERT_WEBHOOK_URL', webhook, (hook) => ({ type: 'webhook', ...hook }));
  add('ALERT_EMAIL', email, ({ to }) => ({ type: 'email', toEmail: to }));
  return targets;
}

/** What can be wrong about mail, each part with its own variable. */
function mailChecks(
  { mailServer, email }: Settings,
  { outgoing }: ChannelHome,
): [variable: string, check: () => unknown][] {
  if (!mailServer) return [];
  const { from } = mailServer;
  return [
    ['ALERT_EMAIL', () => email && parseAddresses(email.to)],
    ['ALERT_EMAIL_FROM', () => from && parseAddress(from)],
    ['SMTP_URL', () => mailServerOf(mailServer, outgoing)],
  ];
}

/**
 * The channels that the settings name, by id.
 * @throws SettingsError naming each variable that can never work, and nothing of its secrets.
 */
export function channelsFrom(settings: Settings, publicUrl: string, clock: Clock): Map<string, Channel> {
  const home = channelHome(settings, publicUrl, clock);
  const problems: string[] = [];
  const channels: Channel[] = [];
  const attempt = (variable: string, work: () => unknown): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw error;
      problems.push(`${variable} does not work: ${error.message}`);
    }
  };
  for (const [variable, check] of mailChecks(settings, home)) attempt(variable, check);
  const mailIsWrong = problems.length > 0;
  for (const [variable, target] of targetsOf(settings)) {
    if (target.type === 'email' && mailIsWrong) continue;
    attempt(variable, () => channels.push(openChannel(target.type, target, home)));
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return new Map(channels.map((channel) => [channel.id, channel]));
}
