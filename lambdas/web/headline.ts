import type { ShownStatus } from '../../core/monitor/status.ts';
import { countByStatus, type View } from '../../core/paths/read-fleet.ts';

/** Worst first; what is not among them is well. */
const TROUBLES: readonly (readonly [ShownStatus, string])[] = [
  ['down', 'down'],
  ['late', 'late'],
  ['degraded', 'degraded'],
  ['unknown', 'not heard yet'],
];

/** The answer in one line: how many are in the worst state, or that all is well. */
export function headline(views: readonly View[]): string {
  const counts = countByStatus(views);
  const watched = counts.total - counts.paused;
  const asides = counts.paused > 0 ? `, ${counts.paused} paused` : '';
  if (counts.total === 0) return 'Nothing is watched yet';
  if (watched === 0) return `Nothing is watched${asides}`;
  const trouble = TROUBLES.find(([status]) => counts[status] > 0);
  if (!trouble) return `${allOf(watched, nounFor(views))} up${asides}`;
  const [status, words] = trouble;
  return `${counts[status]} of ${watched} ${counts[status] === 1 ? 'is' : 'are'} ${words}${asides}`;
}

const nounFor = (views: readonly View[]): string =>
  views.every(({ monitor }) => monitor.kind === 'service') ? 'service' : 'monitor';

const allOf = (count: number, noun: string): string =>
  count === 1 ? `The one ${noun} is` : `All ${count} ${noun}s are`;
