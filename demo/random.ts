import { createHash } from 'node:crypto';

/** A number in [0, 1). */
export type Random = () => number;

/** Numbers that are the same for the same seed and name, whoever else draws in between. */
export function randomOf(seed: string, name: string): Random {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash('sha256').update(`${seed}/${name}/${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
}

/** About `value`: up to `share` of it less or more. */
export const about = (value: number, share: number, random: Random): number =>
  value * (1 + share * (2 * random() - 1));
