import type { Schema } from '../src/schema.ts';

/**
 * What null is sent as, so that it takes the field away. `GIVE`: the API takes it away with nothing. `takenBy`: another
 * field does, if the file has that.
 */
export type Clearing = '' | 0 | readonly [] | object | typeof GIVE | { readonly takenBy: string };
export const GIVE = undefined;

type All<Names extends PropertyKey> = Readonly<Record<Names, Clearing>>;

const NO_LIST = [] as const;

/** All fields of the API document, no more and no fewer: the compiler compares them with it. */
export const SERVICE_FIELDS: All<keyof Schema<'NewService'>> = {
  serviceId: GIVE,
  name: GIVE,
  stalenessThreshold: GIVE,
  expectedInterval: { takenBy: 'schedule' },
  schedule: '',
  timezone: GIVE,
  gracePeriod: GIVE,
  expectFromStart: GIVE,
  failureThreshold: GIVE,
  recoveryThreshold: GIVE,
  tags: NO_LIST,
  channels: NO_LIST,
  description: '',
  ownerEmail: '',
  apiKey: GIVE,
  requireKey: GIVE,
};

export const SCHEDULER_FIELDS: All<keyof Schema<'SchedulerRegistration'>> = {
  scheduler_id: GIVE,
  service_name: '',
  job_name: '',
  owner_email: '',
  alert_user_id: '',
  schedule: '',
  timezone: { takenBy: 'expected_interval_seconds' },
  expected_interval_seconds: 0,
  grace_seconds: GIVE,
  max_runtime_seconds: GIVE,
  heartbeat_timeout_seconds: 0,
  failure_threshold: GIVE,
  recovery_threshold: GIVE,
  tags: NO_LIST,
  channels: NO_LIST,
};

export const DAEMON_FIELDS: All<keyof Schema<'NewDaemon'>> = {
  daemonId: GIVE,
  name: GIVE,
  description: '',
  ownerEmail: '',
  tags: NO_LIST,
  channels: NO_LIST,
  expectedInterval: GIVE,
  stalenessThreshold: GIVE,
  retention_seconds: GIVE,
  failureThreshold: GIVE,
  recoveryThreshold: GIVE,
};

export const APPLICATION_FIELDS: All<keyof Schema<'NewApplication'>> = {
  name: GIVE,
  expected_interval: { takenBy: 'schedule' },
  grace_period: GIVE,
  schedule: { takenBy: 'expected_interval' },
  timezone: { takenBy: 'expected_interval' },
  description: '',
  tags: NO_LIST,
  channels: NO_LIST,
};

export const CHANNEL_FIELDS: All<Exclude<keyof Schema<'ChannelChanges'>, 'version'>> = {
  id: GIVE,
  name: GIVE,
  type: GIVE,
  config: GIVE,
  wants: {},
  default: GIVE,
  enabled: GIVE,
};

type NewChannel = Schema<'NewChannel'>;

/** Of `config`, by the type of the channel. What is secret is never shown. */
export const CONFIG_FIELDS: {
  readonly [Type in NewChannel['type']]: Readonly<
    Record<keyof Extract<NewChannel, { type: Type }>['config'], 'shown' | 'secret'>
  >;
} = {
  email: {
    to_email: 'shown',
    smtp_server: 'shown',
    smtp_port: 'shown',
    username: 'shown',
    password: 'secret',
    from_email: 'shown',
  },
  slack: { webhook_url: 'secret', channel: 'shown', username: 'shown' },
  discord: { webhook_url: 'secret', username: 'shown' },
  sms: {
    to_number: 'shown',
    account_sid: 'shown',
    auth_token: 'secret',
    from_number: 'shown',
    per_hour: 'shown',
  },
  teams: { webhook_url: 'secret' },
  pagerduty: { routing_key: 'secret' },
  telegram: { bot_token: 'secret', chat_id: 'shown' },
  ntfy: { url: 'secret', token: 'secret' },
  webhook: { url: 'secret', secret: 'secret', template: 'shown' },
};
