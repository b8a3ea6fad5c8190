import type { Counts, Shown } from '../api/shapes.ts';
import type { Row } from '../fleet/row.ts';

const TROUBLES: readonly (readonly [Shown, string])[] = [
  ['down', 'down'],
  ['late', 'late'],
  ['degraded', 'degraded'],
  ['unknown', 'not heard yet'],
];

/** The answer in one line: how many are in the worst state, or that all is well. */
export function headline(counts: Counts): string {
  const watched = counts.total - counts.paused;
  if (counts.total === 0) return 'Nothing is watched yet';
  if (watched === 0) return `Nothing is watched: ${counts.paused} paused`;
  const trouble = TROUBLES.find(([status]) => counts[status] > 0);
  if (!trouble) return watched === 1 ? 'The one monitor is up' : `All ${watched} monitors are up`;
  const [status, word] = trouble;
  const count = counts[status];
  if (watched === 1) return `The one monitor is ${word}`;
  return `${count} of ${watched} monitors ${count === 1 ? 'is' : 'are'} ${word}`;
}

/** Whether every monitor that is watched is up. */
export const isAllUp = (counts: Counts): boolean =>
  counts.total > counts.paused && TROUBLES.every(([status]) => counts[status] === 0);

/** Whom one wants to know about next, and since when. */
export interface Remarkable {
  /** The monitor that is down for longest; undefined: none is. */
  readonly outage?: Row;
  /** Epoch ms. */
  readonly since: number;
}

/** The longest outage; where there is none, the newest change of those that are up. Undefined where there is nothing to say. */
export function remarkable(rows: readonly Row[]): Remarkable | undefined {
  const longest = rows.find(({ status }) => status === 'down');
  if (longest) return { outage: longest, since: longest.since };
  let newest: number | undefined;
  for (const { status, since } of rows)
    if ((status === 'up' || status === 'running') && since > (newest ?? 0)) newest = since;
  return newest === undefined ? undefined : { since: newest };
}
