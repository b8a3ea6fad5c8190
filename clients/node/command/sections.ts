import type { Fields } from './fields.ts';

export type SectionName = 'channels' | 'services' | 'schedulers' | 'daemons' | 'applications';

/** What is there, as the API shows it. */
export interface Present {
  /** What it is called in an address. */
  readonly address: string;
  readonly fields: Fields;
  /** Why it is not changed here. */
  readonly keptBy?: string | undefined;
}

export interface Section {
  /** One of these, for people. */
  readonly one: string;
  /** The field of the file that says which one it is. */
  readonly idField: string;
  readonly list: { readonly path: string; readonly rows: string };
  presentOf(row: Fields): Present;
  readonly create: { readonly method: string; readonly path: string };
  /** Where a change is sent; without one, it is made again. */
  readonly change?: 'PUT';
  /** Never shown by the API: given when it is made, and with --secrets. */
  isSecret(field: string, fields: Fields): boolean;
  /** What is asked for, in the words that it is shown in. */
  shown?(fields: Fields): Fields;
  /** `key` is the key that it is registered with, and none of its fields. */
  readonly ownKey?: boolean;
}

const CHANNEL_SECRETS: Readonly<Record<string, readonly string[]>> = {
  email: ['password'],
  slack: ['webhook_url'],
  discord: ['webhook_url'],
  sms: ['auth_token'],
  teams: ['webhook_url'],
  pagerduty: ['routing_key'],
  telegram: ['bot_token'],
  ntfy: ['url', 'token'],
  webhook: ['url', 'secret'],
};

const path = (base: string, id: unknown): string => `${base}/${encodeURIComponent(String(id))}`;

/** In the order in which they are made: a monitor may name a channel. */
export const SECTIONS: Readonly<Record<SectionName, Section>> = {
  channels: {
    one: 'channel',
    idField: 'id',
    list: { path: '/api/channels', rows: 'channels' },
    presentOf: (row) => ({
      address: path('/api/channels', row.id),
      fields: row,
      keptBy: row.source === 'settings' ? 'the settings of the server' : undefined,
    }),
    create: { method: 'POST', path: '/api/channels' },
    change: 'PUT',
    isSecret: (field, { type }) => {
      const [group, name = ''] = field.split('.');
      return group === 'config' && (CHANNEL_SECRETS[String(type)] ?? []).includes(name);
    },
  },
  services: {
    one: 'service',
    idField: 'serviceId',
    list: { path: '/api/services', rows: 'services' },
    presentOf: (row) => ({
      address: path('/api/services', row.serviceId),
      fields: row,
      keptBy: row.source === 'file' ? 'services.json of the server' : undefined,
    }),
    create: { method: 'POST', path: '/api/services' },
    change: 'PUT',
    isSecret: (field) => field === 'apiKey',
    shown: ({ requireKey, gracePeriod, ...fields }) => ({
      ...fields,
      ...(requireKey !== undefined && { requiresKey: requireKey }),
      ...(fields.apiKey !== undefined && { requiresKey: true }),
      ...(gracePeriod !== undefined && { stalenessThreshold: gracePeriod }),
    }),
  },
  schedulers: {
    one: 'scheduler',
    idField: 'scheduler_id',
    list: { path: '/api/v1/schedulers', rows: 'schedulers' },
    presentOf: (row) => ({ address: path('/api/v1/schedulers', row.scheduler_id), fields: row }),
    create: { method: 'POST', path: '/api/v1/schedulers/register' },
    isSecret: () => false,
    ownKey: true,
  },
  daemons: {
    one: 'daemon',
    idField: 'daemonId',
    list: { path: '/api/monitors?kind=daemon', rows: 'monitors' },
    presentOf: (row) => ({ address: path('/api/daemon', row.id), fields: row }),
    create: { method: 'POST', path: '/api/daemon/register' },
    isSecret: () => false,
    ownKey: true,
  },
  applications: {
    one: 'application',
    idField: 'name',
    list: { path: '/api/applications', rows: 'applications' },
    presentOf: (row) => ({ address: path('/api/applications', row.monitor_id), fields: row }),
    create: { method: 'POST', path: '/api/applications' },
    change: 'PUT',
    isSecret: () => false,
  },
};
