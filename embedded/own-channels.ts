import type { ChannelType } from '../core/alerts/channel-target.ts';
import type { Channel } from '../core/ports/channel.ts';
import type { OwnChannel } from '../lambdas/runtime/managed-channels.ts';
import type { Settings } from './settings.ts';

const hostOf = (url: string | undefined): string => URL.parse(url ?? '')?.host ?? '';

interface Looks {
  readonly name: string;
  /** Where it leads, without a secret. */
  readonly leadsTo: (settings: Settings) => string;
}

const LOOKS: Readonly<Record<ChannelType, Looks>> = {
  slack: { name: 'Slack', leadsTo: ({ slackWebhookUrl }) => hostOf(slackWebhookUrl) },
  discord: { name: 'Discord', leadsTo: ({ discordWebhookUrl }) => hostOf(discordWebhookUrl) },
  teams: { name: 'Microsoft Teams', leadsTo: ({ teamsWebhookUrl }) => hostOf(teamsWebhookUrl) },
  pagerduty: { name: 'PagerDuty', leadsTo: () => 'events.pagerduty.com' },
  telegram: { name: 'Telegram', leadsTo: ({ telegram }) => `chat ${telegram?.chatId ?? ''}` },
  ntfy: { name: 'ntfy', leadsTo: ({ ntfy }) => hostOf(ntfy?.url) },
  sms: { name: 'Text messages', leadsTo: ({ sms }) => sms?.to ?? '' },
  webhook: { name: 'Webhook', leadsTo: ({ webhook }) => hostOf(webhook?.url) },
  email: { name: 'E-mail', leadsTo: ({ email }) => email?.to ?? '' },
};

/** The channels of the settings as people see them: each hears every monitor that names no channel. */
export const ownChannels = (channels: ReadonlyMap<string, Channel>, settings: Settings): OwnChannel[] =>
  [...channels].map(([id, channel]) => {
    // Of each type the settings know one, and it is named by its type.
    const type = id as ChannelType;
    const leadsTo = LOOKS[type].leadsTo(settings);
    const known = {
      ...{ id, type, leadsTo, name: LOOKS[type].name },
      ...{ wants: {}, isDefault: false, enabled: true, source: 'settings' as const },
      mailsTo: type === 'email' ? leadsTo.split(',').map((one) => one.trim().toLowerCase()) : undefined,
    };
    return { known, channel };
  });
