import type { Shown } from '../api/shapes.ts';

/** Worst first, as lists are sorted. */
export const WORST_FIRST: readonly Shown[] = [
  'down',
  'late',
  'degraded',
  'running',
  'unknown',
  'up',
  'paused',
];

/** In the order of the tiles. */
export const TILES: readonly Shown[] = ['down', 'late', 'degraded', 'running', 'up', 'paused', 'unknown'];

export const WORD: Readonly<Record<Shown, string>> = {
  down: 'Down',
  late: 'Late',
  degraded: 'Degraded',
  running: 'Running',
  up: 'Up',
  paused: 'Paused',
  unknown: 'Unknown',
};
