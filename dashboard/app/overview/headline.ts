import type { Counts, Shown } from '../api/shapes.ts';
import type { Row } from '../fleet/row.ts';
import { lasting } from '../time/words.ts';

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
  return `${count} of ${watched} ${watched === 1 ? 'monitor' : 'monitors'} ${count === 1 ? 'is' : 'are'} ${word}`;
}

/** Whom one wants to know about next, and since when; undefined where there is nothing to say. */
export interface Remarkable {
  /** Undefined: all of them. */
  readonly about?: string;
  readonly since: number;
}

/** The longest outage; where there is none, the newest change of those that are up. */
export function remarkable(rows: readonly Row[]): Remarkable | undefined {
  const longest = rows.find(({ status }) => status === 'down');
  if (longest) return { about: longest.name, since: longest.since };
  let newest: number | undefined;
  for (const { status, since } of rows)
    if ((status === 'up' || status === 'running') && since > (newest ?? 0)) newest = since;
  return newest === undefined ? undefined : { since: newest };
}

/** What one wants to know next; the name that it is about stands before it. */
export const underline = ({ about, since }: Remarkable, now: number): string =>
  about === undefined
    ? `None of those that are up was anything else for ${lasting(now - since)}`
    : `down for ${lasting(now - since)}, the longest`;
