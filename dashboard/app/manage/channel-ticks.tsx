import { useEffect, useState } from 'preact/hooks';
import { readAll } from '../api/read-all.ts';
import { RequestError } from '../api/request.ts';
import type { Channel } from '../api/shapes.ts';
import { CHANNELS_PATH } from '../channels/channel-paths.ts';
import { Ticks } from './tick.tsx';

interface ChannelTicksProps {
  /** Their ids. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly problem: string | undefined;
}

/** The channels that a monitor names; what cannot be read any more is shown by its id. */
export function ChannelTicks({ chosen, onChange, problem }: ChannelTicksProps) {
  const [known, set] = useState<readonly Channel[]>([]);
  useEffect(() => {
    readAll<'channels', Channel>(CHANNELS_PATH, 'channels').then(set, (error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
    });
  }, []);
  const names = new Map([
    ...chosen.map((id) => [id, id] as const),
    ...known.map(({ id, name }) => [id, name] as const),
  ]);
  if (names.size === 0) return null;
  return (
    <>
      <Ticks
        legend="Told by these channels · in place of those that hear everything"
        options={[...names]}
        chosen={chosen}
        onChange={onChange}
      />
      {problem && <p class="problem">{problem}</p>}
    </>
  );
}
