import type { MonitorAnswer } from '../api/shapes.ts';
import { rowOf } from '../fleet/row.ts';
import { nextOf, whyOf } from '../fleet/row-words.ts';
import { moment } from '../time/words.ts';

/** Why it is as it is, and what comes next, in one sentence. */
export function sentenceOf(monitor: MonitorAnswer, now: number): string {
  const started = monitor.openRuns.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).sort();
  const row = rowOf({ ...monitor, owner: null, message: null, runningSince: started[0] ?? null });
  const why = whyOf(row, now) ?? `up since ${moment(row.since, now)}`;
  const { figure, meaning } = nextOf(row, now);
  const next =
    meaning === 'heard' || row.status === 'running' || row.status === 'late' ? '' : `, ${meaning} ${figure}`;
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}${next}.`;
}
