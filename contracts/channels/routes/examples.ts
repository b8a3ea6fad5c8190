/** Bodies as a caller would see them; a test compares each with its schema. */
export const CHANNEL_EXAMPLE = {
  id: 'operations',
  name: 'Operations',
  type: 'email',
  source: 'api',
  read_only: false,
  enabled: true,
  default: false,
  wants: { tags: ['shop'], statuses: ['down'] },
  config: {
    to_email: 'admin@example.com',
    smtp_server: 'smtp.gmail.com',
    smtp_port: 587,
    username: 'your-email@gmail.com',
  },
  secrets: ['password'],
  leads_to: 'admin@example.com',
  version: 1,
  created: '2026-03-02T12:00:00.000Z',
  changed: '2026-03-02T12:00:00.000Z',
  proved: { at: '2026-03-02T12:05:00.000Z', by: 'test' },
  failed: null,
};

export const NEW_CHANNEL_EXAMPLE = { ...CHANNEL_EXAMPLE, proved: null };

const SETTINGS_EXAMPLE = {
  ...CHANNEL_EXAMPLE,
  id: 'slack',
  name: 'Slack',
  type: 'slack',
  source: 'settings',
  read_only: true,
  wants: {},
  config: {},
  secrets: [],
  leads_to: 'hooks.slack.com',
  version: null,
  created: null,
  changed: null,
  proved: { at: '2026-03-02T11:45:02.000Z', by: 'delivery' },
  failed: { at: '2026-03-01T03:10:00.000Z', answer: '503 Service Unavailable' },
};

export const LIST_EXAMPLE = { channels: [CHANNEL_EXAMPLE, SETTINGS_EXAMPLE], total: 2, cursor: null };

/** The shapes of the seed, and the types that came after it. */
export const NEW_CHANNELS = {
  'E-mail for what has the tag shop': {
    name: 'Operations',
    type: 'email',
    config: {
      to_email: 'admin@example.com',
      smtp_server: 'smtp.gmail.com',
      smtp_port: 587,
      username: 'your-email@gmail.com',
      password: 'your-app-password',
    },
    wants: { tags: ['shop'], statuses: ['down'] },
  },
  'Slack, for what no other channel claims': {
    id: 'alerts',
    name: 'Alerts',
    type: 'slack',
    config: {
      webhook_url: 'https://hooks.slack.com/services/...',
      channel: '#alerts',
      username: 'HeartbeatBot',
    },
    default: true,
  },
  Discord: {
    name: 'Our server',
    type: 'discord',
    config: { webhook_url: 'https://discord.com/api/webhooks/...', username: 'HeartbeatBot' },
  },
  'SMS for two monitors': {
    name: 'On call',
    type: 'sms',
    config: {
      to_number: '+1234567890',
      account_sid: 'your-twilio-sid',
      auth_token: 'your-twilio-token',
      from_number: '+1987654321',
      per_hour: 30,
    },
    wants: { ids: ['service/service-1', 'service-2'] },
  },
  Teams: {
    name: 'Team',
    type: 'teams',
    config: { webhook_url: 'https://example.webhook.office.com/webhookb2/...' },
  },
  'PagerDuty, for jobs': {
    name: 'Night shift',
    type: 'pagerduty',
    config: { routing_key: '0123456789abcdef0123456789abcdef' },
    wants: { kinds: ['scheduler'], statuses: ['down', 'degraded'] },
  },
  Telegram: {
    name: 'Bot',
    type: 'telegram',
    config: { bot_token: '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11', chat_id: '-1001234567890' },
  },
  ntfy: {
    name: 'Phone',
    type: 'ntfy',
    config: { url: 'https://ntfy.sh/your-topic', token: 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2' },
  },
  'A signed webhook with a body of its own': {
    name: 'Tickets',
    type: 'webhook',
    config: {
      url: 'https://tickets.example.com/hooks/heartbeat',
      secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDfmFvlcvqcRY=',
      template: { summary: '{{headline}}', monitor: '{{monitor.name}}', at: '{{at}}' },
    },
    enabled: false,
  },
};

export const CHANGES = {
  'Hear of all that is down': { wants: { statuses: ['down'] } },
  'Another address, unless somebody else changed it': {
    config: { to_email: 'admin@example.com, night@example.com' },
    version: 1,
  },
  'Another mail server: its password must be given': {
    config: { smtp_server: 'mail.example.com', username: 'alerts', password: 'another-password' },
  },
  'Nothing for now': { enabled: false },
};

export const QUESTIONS = {
  'Who hears when it goes down': { kind: 'service', id: 'service-1' },
  'Who hears when it is back': { kind: 'service', id: 'service-1', from: 'down', to: 'up' },
  'A monitor that is not there yet': {
    kind: 'scheduler',
    id: 'shop-import',
    tags: ['shop'],
    channels: ['operations'],
    owner_email: 'shop@example.com',
  },
};

export const AUDIENCE_EXAMPLE = {
  transition: {
    kind: 'scheduler',
    id: 'shop-import',
    from: 'up',
    to: 'down',
    tags: ['shop'],
    channels: ['operations'],
    owner_email: 'shop@example.com',
  },
  hears: [
    {
      channel: 'operations',
      name: 'Operations',
      type: 'email',
      because: 'named',
      reason: 'is named by the monitor',
    },
    {
      channel: 'owner:shop@example.com',
      name: 'The owner',
      type: 'email',
      because: 'owner',
      reason: 'owns the monitor',
    },
  ],
  silent: [{ channel: 'slack', reason: 'hears only monitors that name no channel' }],
  owner_note: null,
};

export const TEST_EXAMPLES = {
  'The receiver took it': { ok: true, answer: '200 ok', took_ms: 182 },
  'It did not': { ok: false, answer: '404 no_service', took_ms: 96 },
};
