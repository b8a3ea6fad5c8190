import type { ChannelType } from '../../../core/alerts/channel-target.ts';

/** A field of a channel's `config`. */
export interface ChannelField {
  /** As the API calls it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isSecret?: boolean;
  readonly isRequired?: boolean;
  readonly type?: 'number' | 'json';
}

const webhookUrl: ChannelField = {
  name: 'webhook_url',
  label: 'Webhook URL',
  isSecret: true,
  isRequired: true,
};

/** What is asked for each type of channel. */
export const CHANNEL_FIELDS: Readonly<Record<ChannelType, readonly ChannelField[]>> = {
  email: [
    { name: 'to_email', label: 'To', hint: 'addresses, separated by commas', isRequired: true },
    { name: 'smtp_server', label: 'Mail server', hint: 'without one, that of the settings' },
    { name: 'smtp_port', label: 'Port', type: 'number' },
    { name: 'username', label: 'User name' },
    { name: 'password', label: 'Password', isSecret: true },
    { name: 'from_email', label: 'From' },
  ],
  slack: [
    webhookUrl,
    { name: 'channel', label: 'Channel', hint: 'heeded by webhooks of the old kind alone' },
    { name: 'username', label: 'User name', hint: 'heeded by webhooks of the old kind alone' },
  ],
  discord: [webhookUrl, { name: 'username', label: 'User name', hint: 'as whom it is posted' }],
  sms: [
    { name: 'to_number', label: 'To', hint: 'such as +491701234567', isRequired: true },
    { name: 'account_sid', label: 'Twilio account', hint: 'without one, that of the settings' },
    { name: 'auth_token', label: 'Auth token', isSecret: true },
    { name: 'from_number', label: 'From', hint: 'a number of that account' },
    { name: 'per_hour', label: 'At most an hour', hint: 'messages', type: 'number' },
  ],
  teams: [webhookUrl],
  pagerduty: [
    {
      name: 'routing_key',
      label: 'Integration key',
      hint: 'of the Events API v2',
      isSecret: true,
      isRequired: true,
    },
  ],
  telegram: [
    { name: 'bot_token', label: 'Bot token', hint: 'as BotFather gave it', isSecret: true, isRequired: true },
    { name: 'chat_id', label: 'Chat', hint: 'a number, or @ and a name', isRequired: true },
  ],
  ntfy: [
    { name: 'url', label: 'URL of the topic', isSecret: true, isRequired: true },
    { name: 'token', label: 'Access token', isSecret: true },
  ],
  webhook: [
    { name: 'url', label: 'URL', isSecret: true, isRequired: true },
    { name: 'secret', label: 'Signing secret', hint: 'whsec_...', isSecret: true },
    {
      name: 'template',
      label: 'Template',
      hint: 'JSON whose texts may hold {{names}}; without one a CloudEvent is sent',
      type: 'json',
    },
  ],
};

export const TYPE_NAME: Readonly<Record<ChannelType, string>> = {
  email: 'E-mail',
  slack: 'Slack',
  discord: 'Discord',
  sms: 'Text message',
  teams: 'Microsoft Teams',
  pagerduty: 'PagerDuty',
  telegram: 'Telegram',
  ntfy: 'ntfy',
  webhook: 'Webhook',
};
