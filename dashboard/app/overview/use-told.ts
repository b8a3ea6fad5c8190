import { useEffect, useState } from 'preact/hooks';
import { readAll } from '../api/read-all.ts';
import type { Channel, Delivery } from '../api/shapes.ts';
import { TYPE_NAME } from '../channels/channel-fields.ts';
import { CHANNELS_PATH } from '../channels/channel-paths.ts';
import { useDeliveries } from '../deliveries/use-deliveries.ts';
import { keyOf, type Row } from '../fleet/row.ts';

interface WhoWasTold {
  /** Undefined until they were read. */
  readonly deliveries: readonly Delivery[] | undefined;
  /** By the id of a channel. */
  readonly names: Readonly<Record<string, string>>;
}

/** One looks here all day. */
const EVERY_MS = 15_000;

const nameOf = ({ name, type }: Channel): string => `${name} (${TYPE_NAME[type]})`;

/** What was sent of a monitor, and what its channels are called, for as long as it is looked at by somebody with a key. */
export function useTold(row: Row): WhoWasTold {
  const { deliveries } = useDeliveries(`monitor=${encodeURIComponent(keyOf(row))}`, EVERY_MS);
  const [names, set] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    // Without their names they are called by their ids.
    readAll<'channels', Channel>(CHANNELS_PATH, 'channels').then(
      (channels) => set(Object.fromEntries(channels.map((channel) => [channel.id, nameOf(channel)]))),
      () => set({}),
    );
  }, []);
  return { deliveries, names };
}
