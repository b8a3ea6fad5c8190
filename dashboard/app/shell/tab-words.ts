import type { Counts } from '../api/shapes.ts';

/** What the tab's picture shows: of the worst that is known, or that nothing is. */
export type TabShape = 'unheard' | 'down' | 'late' | 'up';

export interface TabWords {
  readonly title: string;
  readonly shape: TabShape;
  /** How many are down. */
  readonly down: number;
}

const NAME = 'Heartbeat Central';

/** What the tab tells while nobody looks at the page. `isHeard`: whether the server answers; else nothing is known. */
export function tabWords(counts: Counts | undefined, isHeard: boolean): TabWords {
  if (!isHeard || !counts) return { title: `(no news) ${NAME}`, shape: 'unheard', down: 0 };
  const { down, late } = counts;
  if (down > 0) return { title: `(${down} down) ${NAME}`, shape: 'down', down };
  return { title: NAME, shape: late > 0 ? 'late' : 'up', down };
}
