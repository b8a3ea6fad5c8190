import { ownerAddress } from '../../../core/alerts/owner-channel.ts';
import {
  COUNTED_STATES,
  type CountedState,
  type DeliveryCounts,
} from '../../../core/paths/count-deliveries.ts';
import type { ChannelHealth } from '../../../core/ports/channel-store.ts';
import { labelsOf } from '../exposition.ts';
import { type Metric, type Sample, sampleIf, secondsOf } from '../metric.ts';

/** What was read of alerts on their way. */
export interface TellingReading {
  readonly counts: DeliveryCounts;
  /** Undefined for a reader without a key, who learns of no channel. */
  readonly channels: ChannelsReading | undefined;
}

export interface ChannelsReading {
  readonly ids: readonly string[];
  readonly healths: ReadonlyMap<string, ChannelHealth>;
}

/** All owners as one: an address is nobody's label, and there is no end to them. No channel can have this id. */
const OWNERS = 'owner:*';

const labelOf = (channel: string): string => (ownerAddress(channel) === undefined ? channel : OWNERS);

const totalOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

function byChannel(counts: ReadonlyMap<string, number>, ids: readonly string[]): Map<string, number> {
  const sums = new Map(ids.map((id) => [id, 0]));
  for (const [channel, count] of counts) {
    const label = labelOf(channel);
    sums.set(label, (sums.get(label) ?? 0) + count);
  }
  return sums;
}

function samplesOf(state: CountedState, { counts, channels }: TellingReading): Sample[] {
  if (!channels) return [{ labels: labelsOf({ state }), value: totalOf(counts.byState[state]) }];
  return [...byChannel(counts.byState[state], channels.ids)].map(([channel, value]) => ({
    labels: labelsOf({ channel, state }),
    value,
  }));
}

/** The newest moment of each channel that is there; owners have one together. One that is gone has nobody to repair it. */
function momentsOf({ channels }: TellingReading, momentOf: (health: ChannelHealth) => number | undefined) {
  const newest = new Map<string, number>();
  for (const [channel, health] of channels?.healths ?? []) {
    const at = momentOf(health);
    const label = labelOf(channel);
    const isThere = label === OWNERS || channels?.ids.includes(channel);
    if (at !== undefined && isThere) newest.set(label, Math.max(at, newest.get(label) ?? at));
  }
  return [...newest].map(([channel, at]) => ({ labels: labelsOf({ channel }), value: at / 1_000 }));
}

/** Whether people are told. */
export const DELIVERY_METRICS: readonly Metric<TellingReading>[] = [
  {
    name: 'heartbeat_central_deliveries',
    type: 'gauge',
    help:
      'Alerts by channel and state: pending now, delivered or failed (given up) within the last 24 hours. ' +
      'Of each state the newest 1,000 are counted.',
    samples: (reading) => COUNTED_STATES.flatMap((state) => samplesOf(state, reading)),
  },
  {
    name: 'heartbeat_central_oldest_pending_delivery_timestamp_seconds',
    type: 'gauge',
    help: 'When the oldest alert that is still on its way was opened; absent where none is.',
    samples: ({ counts }) => sampleIf('', secondsOf(counts.oldestPendingAt)),
  },
  {
    name: 'heartbeat_central_channel_proved_timestamp_seconds',
    type: 'gauge',
    help: 'When a channel took something last, an alert or a test.',
    samples: (reading) => momentsOf(reading, ({ provedAt }) => provedAt),
  },
  {
    name: 'heartbeat_central_channel_failed_timestamp_seconds',
    type: 'gauge',
    help: 'When a channel did not take something last.',
    samples: (reading) => momentsOf(reading, ({ failedAt }) => failedAt),
  },
];
