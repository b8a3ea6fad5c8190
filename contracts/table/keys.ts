import type { ClosedGap } from '../../core/monitor/hearing.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import { KINDS, type Kind } from '../../core/monitor/ref.ts';
import type { DeliveryRef } from '../../core/ports/delivery-store.ts';
import { monitorShard } from './shards.ts';
import { dayOf, moment, sortableNumber } from './sortable.ts';

/** Where an item stands. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

const MONITOR = 'MONITOR';
const UPTIME = 'UPTIME';
const BEATS = 'BEATS';
const TRANSITIONS = 'TRANSITIONS';
const KEYS = 'KEYS';
const DELIVERY = 'DELIVERY';
const DELIVERIES = 'DELIVERIES';
const TOLD = 'TOLD';
const HEARING = 'HEARING';
const GAPS = 'GAPS';
const CHANNELS = 'CHANNELS';
const CHANNEL_HEALTH = 'CHANNEL_HEALTH';
export const SUMMARY_PARTITION = 'SUMMARY';

/** The partitions of each kind of item, as the patterns by which rights to the table are limited. */
export const PARTITIONS = {
  monitors: `${MONITOR}#*`,
  uptimes: `${UPTIME}#*`,
  beats: `${BEATS}#*`,
  transitions: `${TRANSITIONS}#*`,
  keys: `${KEYS}#*`,
  deliveries: `${DELIVERY}#*`,
  deliveryDays: `${DELIVERIES}#*`,
  told: `${TOLD}#*`,
  summaries: SUMMARY_PARTITION,
  hearing: HEARING,
  gaps: GAPS,
  channels: CHANNELS,
  channelHealth: CHANNEL_HEALTH,
} as const;

export const monitorPartition = (kind: Kind, shard: number): string => `${MONITOR}#${kind}#${shard}`;

export const monitorKey = ({ kind, id }: MonitorRef): ItemKey => ({
  pk: monitorPartition(kind, monitorShard(id)),
  sk: id,
});

/** The monitor that a key of the index speaks of; undefined where it is another item's. */
export function monitorOfKey({ pk, sk }: ItemKey): MonitorRef | undefined {
  const [type, kind] = pk.split('#');
  const known = KINDS.find((k) => k === kind);
  return type === MONITOR && known ? { kind: known, id: sk } : undefined;
}

export const uptimeKey = ({ kind, id }: MonitorRef): ItemKey => ({
  pk: `${UPTIME}#${kind}#${id}`,
  sk: 'UPTIME',
});

export const beatPartition = ({ kind, id }: MonitorRef): string => `${BEATS}#${kind}#${id}`;

/** `suffix` tells apart the beats of one millisecond. */
export const beatKey = (ref: MonitorRef, at: number, suffix: string): ItemKey => ({
  pk: beatPartition(ref),
  sk: `${moment(at)}#${suffix}`,
});

export const transitionPartition = ({ kind, id }: MonitorRef): string => `${TRANSITIONS}#${kind}#${id}`;

export const transitionKey = (ref: MonitorRef, born: number, sequence: number): ItemKey => ({
  pk: transitionPartition(ref),
  sk: `${moment(born)}#${sortableNumber(sequence)}`,
});

/** Keys stand in 16 partitions by the first digit of their hash: found directly, and listed without a scan. */
export const KEY_PARTITIONS = [...'0123456789abcdef'].map((digit) => `${KEYS}#${digit}`);

export const keyKey = (hash: string): ItemKey => ({ pk: `${KEYS}#${hash.charAt(0)}`, sk: hash });

export const deliveryKey = ({ transitionId, channel }: DeliveryRef): ItemKey => ({
  pk: `${DELIVERY}#${transitionId}`,
  sk: channel,
});

/** The delivery that a key of the index speaks of; undefined where it is another item's. */
export const deliveryOfKey = ({ pk, sk }: ItemKey): DeliveryRef | undefined =>
  pk.startsWith(`${DELIVERY}#`) ? { transitionId: pk.slice(DELIVERY.length + 1), channel: sk } : undefined;

/** The deliveries created on one UTC day. */
export const deliveryDayPartition = (at: number): string => `${DELIVERIES}#${dayOf(at)}`;

/** Points to a delivery from the list of the day on which it was created. */
export const deliveryPointerKey = (ref: DeliveryRef, createdAt: number): ItemKey => ({
  pk: deliveryDayPartition(createdAt),
  sk: `${moment(createdAt)}#${ref.transitionId}#${ref.channel}`,
});

/** When the delivery was created that a sort key of the list points to; not a number where it is none. */
export const momentOfPointer = (sk: string): number =>
  /^\d{15}#/.test(sk) ? Number(sk.slice(0, sk.indexOf('#'))) : Number.NaN;

/** What a channel was told last of a monitor. */
export const toldKey = (channel: string, { kind, id }: MonitorRef): ItemKey => ({
  pk: `${TOLD}#${kind}#${id}`,
  sk: channel,
});

export const summaryKey = (at: number): ItemKey => ({ pk: SUMMARY_PARTITION, sk: moment(at) });

export const GAP_PARTITION = GAPS;
/** By its end: those that reach into a time are the ones that end after its beginning. */
export const gapKey = ({ from, to }: ClosedGap): ItemKey => ({
  pk: GAP_PARTITION,
  sk: `${moment(to)}#${moment(from)}`,
});

export const CHANNEL_PARTITION = CHANNELS;
export const channelKey = (id: string): ItemKey => ({ pk: CHANNELS, sk: id });

/** Apart from the rows: whoever sends notes how a channel is, and must not be able to change where it leads. */
export const CHANNEL_HEALTH_PARTITION = CHANNEL_HEALTH;
export const channelHealthKey = (id: string): ItemKey => ({ pk: CHANNEL_HEALTH, sk: id });

export const HEARING_KEY: ItemKey = { pk: HEARING, sk: 'STATE' };
export const SWEEP_KEY: ItemKey = { pk: HEARING, sk: 'SWEEP' };
