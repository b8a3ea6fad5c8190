import type { Fields } from './fields.ts';
import {
  APPLICATION_FIELDS,
  CHANNEL_FIELDS,
  type Clearing,
  CONFIG_FIELDS,
  DAEMON_FIELDS,
  SCHEDULER_FIELDS,
  SERVICE_FIELDS,
} from './known-fields.ts';

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
  /** All that it may have, and what takes each away. */
  readonly fields: Readonly<Record<string, Clearing>>;
  /** What it might be thought to have, and why not. */
  readonly hints?: Readonly<Record<string, string>>;
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

/** Fields of `config`, of a channel of this type. */
export const configFieldsOf = (type: unknown): Readonly<Record<string, 'shown' | 'secret'>> | undefined =>
  Object.hasOwn(CONFIG_FIELDS, String(type))
    ? CONFIG_FIELDS[String(type) as keyof typeof CONFIG_FIELDS]
    : undefined;

/** What a daemon says of itself: to say it in its name would be a sign of life. */
const SAYS_ITSELF = 'is what the daemon says itself when it registers';

const path = (base: string, id: unknown): string => `${base}/${encodeURIComponent(String(id))}`;

/** In the order in which they are made: a monitor may name a channel. */
export const SECTIONS: Readonly<Record<SectionName, Section>> = {
  channels: {
    one: 'channel',
    idField: 'id',
    fields: CHANNEL_FIELDS,
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
      return group === 'config' && configFieldsOf(type)?.[name] === 'secret';
    },
  },
  services: {
    one: 'service',
    idField: 'serviceId',
    fields: SERVICE_FIELDS,
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
      ...(fields.apiKey != null && { requiresKey: true }),
      ...(gracePeriod !== undefined && { stalenessThreshold: gracePeriod }),
    }),
  },
  schedulers: {
    one: 'scheduler',
    idField: 'scheduler_id',
    fields: SCHEDULER_FIELDS,
    list: { path: '/api/v1/schedulers', rows: 'schedulers' },
    presentOf: (row) => ({ address: path('/api/v1/schedulers', row.scheduler_id), fields: row }),
    create: { method: 'POST', path: '/api/v1/schedulers/register' },
    isSecret: () => false,
    ownKey: true,
  },
  daemons: {
    one: 'daemon',
    idField: 'daemonId',
    fields: DAEMON_FIELDS,
    hints: {
      version: SAYS_ITSELF,
      capabilities: SAYS_ITSELF,
      pollInterval: SAYS_ITSELF,
      registeredAt: SAYS_ITSELF,
      key: 'is the key that the daemon registers with',
    },
    list: { path: '/api/monitors?kind=daemon', rows: 'monitors' },
    presentOf: (row) => ({ address: path('/api/daemon', row.id), fields: row }),
    create: { method: 'POST', path: '/api/daemon' },
    change: 'PUT',
    isSecret: () => false,
  },
  applications: {
    one: 'application',
    idField: 'name',
    fields: APPLICATION_FIELDS,
    list: { path: '/api/applications', rows: 'applications' },
    presentOf: (row) => ({ address: path('/api/applications', row.monitor_id), fields: row }),
    create: { method: 'POST', path: '/api/applications' },
    change: 'PUT',
    isSecret: () => false,
  },
};
