import type { ChannelType } from '../../../core/alerts/channel-target.ts';

type Target = Readonly<Record<string, unknown>>;

const hostOf = (url: unknown): string | undefined =>
  typeof url === 'string' ? URL.parse(url)?.host : undefined;

/** Where a channel leads, for people and without secrets; undefined where that cannot be told from these fields. */
export function leadsTo(type: ChannelType, target: Target): string | undefined {
  switch (type) {
    case 'email':
      return String(target.toEmail);
    case 'sms':
      return String(target.toNumber);
    case 'telegram':
      return `chat ${target.chatId}`;
    case 'pagerduty':
      return 'PagerDuty';
    default:
      return hostOf(target.webhookUrl ?? target.url);
  }
}
