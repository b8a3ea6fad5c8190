import { monitorKey } from '../../contracts/table/keys.ts';
import { dueShard } from '../../contracts/table/shards.ts';
import { timeToLive } from '../../contracts/table/sortable.ts';
import type { Monitor, MonitorConfig, Run } from '../../core/monitor/monitor.ts';
import { type Kind, type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { abbreviated, expanded } from './abbreviations.ts';
import type { Item } from './table-reads.ts';

export type Field = Exclude<keyof Monitor, 'kind' | 'id'>;

/**
 * Attributes of a monitor's item. An update costs one write unit per KB of the whole item: with a name of 20
 * characters, a description, two tags, an owner, a channel, a key, its last transition (which names owner and channel
 * again) and a last message of 60 characters it is about 630 bytes, with a last message of 256 about 820.
 */
export const ATTRIBUTE = {
  born: 'b',
  version: 'v',
  config: 'c',
  keyId: 'k',
  status: 's',
  reason: 'r',
  since: 'si',
  countFrom: 'cf',
  lastBeatAt: 'h',
  lastMessage: 'm',
  vitals: 'vi',
  slotAt: 'sl',
  streak: 'st',
  runs: 'ru',
  runFigures: 'rf',
  sequence: 'q',
  last: 'l',
  published: 'p',
  inherited: 'in',
  dueAt: 'dueAt',
  expiresAt: 'x',
} as const satisfies Record<Field, string>;

const FIELDS = Object.keys(ATTRIBUTE) as readonly Field[];

/** Runs are named by their senders; a sign before the name makes any of them a name that DynamoDB takes. */
export const runName = (run: string): string => `@${run}`;

/** What people write in any shape stands as text: DynamoDB knows fewer numbers than JSON. */
const asText = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);
const fromText = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(String(value)));

/** A field's value as the item holds it. */
export function encoded(field: Field, value: unknown): unknown {
  switch (field) {
    case 'config': {
      const config = value as MonitorConfig;
      return abbreviated({ ...config, details: asText(config.details) });
    }
    case 'vitals':
      return asText(value);
    case 'runs':
      return Object.fromEntries(
        Object.entries(value as Monitor['runs']).map(([run, state]) => [runName(run), abbreviated(state)]),
      );
    case 'last': {
      // The monitor's own key says whose it is.
      const { kind: _kind, id: _id, ...transition } = value as Transition;
      return abbreviated(transition);
    }
    default:
      return abbreviated(value);
  }
}

function decoded(field: Field, value: unknown, ref: MonitorRef): unknown {
  switch (field) {
    case 'config': {
      const { details, ...config } = expanded(value) as Record<string, unknown>;
      return details === undefined ? config : { ...config, details: fromText(details) };
    }
    case 'vitals':
      return fromText(value);
    case 'runs':
      return Object.fromEntries(
        Object.entries(value as Item).map(([run, state]) => [run.slice(1), expanded(state) as Run]),
      );
    case 'last':
      return { ...ref, ...(expanded(value) as object) };
    default:
      return expanded(value);
  }
}

/** Undefined where the item does not stand in the index: what is about to go wakes nobody. */
export const shardOf = (monitor: Monitor): number | undefined =>
  monitor.dueAt === undefined || monitor.expiresAt !== undefined ? undefined : dueShard(subjectOf(monitor));

export const ttlOf = ({ expiresAt }: Monitor): number | undefined =>
  expiresAt === undefined ? undefined : timeToLive(expiresAt);

export function itemOf(monitor: Monitor): Item {
  const item: Record<string, unknown> = {
    ...monitorKey(monitor),
    dueShard: shardOf(monitor),
    ttl: ttlOf(monitor),
  };
  for (const field of FIELDS) {
    if (monitor[field] !== undefined) item[ATTRIBUTE[field]] = encoded(field, monitor[field]);
  }
  return item;
}

export function monitorOf(kind: Kind, item: Item): Monitor {
  const ref = { kind, id: String(item.sk) };
  const monitor: Record<string, unknown> = { ...ref };
  for (const field of FIELDS) {
    const value = item[ATTRIBUTE[field]];
    if (value !== undefined) monitor[field] = decoded(field, value, ref);
  }
  return monitor as unknown as Monitor;
}

/** Whether the item still counts: DynamoDB removes what has expired hours later. */
export const isAlive = ({ expiresAt }: Pick<Monitor, 'expiresAt'>, now: number): boolean =>
  expiresAt === undefined || expiresAt > now;
