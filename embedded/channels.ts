import { createEmailChannel } from '../adapters/email/email-channel.ts';
import { createOutgoing } from '../adapters/outgoing/outgoing.ts';
import { createSlackChannel } from '../adapters/slack/slack-channel.ts';
import { createWebhookChannel } from '../adapters/webhook/webhook-channel.ts';
import type { Channel } from '../core/ports/channel.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Settings } from './settings.ts';

/** The channels that the settings name, by id. */
export function channelsFrom(settings: Settings, publicUrl: string, clock: Clock): Map<string, Channel> {
  const outgoing = createOutgoing({ allowPrivateTargets: settings.allowPrivateTargets });
  const channels: Channel[] = [];
  if (settings.slackWebhookUrl) {
    channels.push(createSlackChannel({ url: settings.slackWebhookUrl, publicUrl, outgoing, clock }));
  }
  if (settings.webhookUrl) {
    channels.push(createWebhookChannel({ url: settings.webhookUrl, publicUrl, outgoing, clock }));
  }
  if (settings.email) channels.push(createEmailChannel({ ...settings.email, publicUrl, outgoing }));
  return new Map(channels.map((channel) => [channel.id, channel]));
}
