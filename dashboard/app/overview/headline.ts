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

/** What one wants to know next; the name that it begins with is set apart. */
export function underline(
  rows: readonly Row[],
  now: number,
): { readonly about?: string; readonly text: string } {
  const longest = rows.find(({ status }) => status === 'down');
  if (longest) return { about: longest.name, text: `down for ${lasting(now - longest.since)}, the longest` };
  const up = rows.filter(({ status }) => status === 'up' || status === 'running');
  if (up.length === 0) return { text: '' };
  const newest = up.reduce((latest, { since }) => Math.max(latest, since), 0);
  return { text: `None of those that are up was anything else for ${lasting(now - newest)}` };
}
