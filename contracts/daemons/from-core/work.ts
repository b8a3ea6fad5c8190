import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { vitalsOf } from '../vitals.ts';

interface Count {
  readonly at: number;
  readonly tasks: number;
}

/** The counter of each heartbeat that bears one, in their order. */
const countsIn = (beats: readonly BeatRecord[]): Count[] =>
  beats.flatMap(({ at, vitals }) => {
    const { tasksProcessed } = vitalsOf(vitals);
    return tasksProcessed === undefined ? [] : [{ at, tasks: tasksProcessed }];
  });

/** A counter that fell began anew: what it shows was done since. */
const doneBetween = (older: Count, newer: Count): number =>
  newer.tasks < older.tasks ? newer.tasks : newer.tasks - older.tasks;

/** Six digits say all that such a figure can. */
export const rounded = (figure: number): number => Number(figure.toPrecision(6));

/**
 * Tasks a minute over heartbeats, newest first, by the times at which they were received; undefined where fewer
 * than two of different times bear a counter.
 */
export function tasksPerMinute(beats: readonly BeatRecord[]): number | undefined {
  const counts = countsIn(beats);
  const [newest, oldest] = [counts[0], counts.at(-1)];
  if (!newest || !oldest || newest.at <= oldest.at) return undefined;
  const done = counts.slice(1).reduce((sum, older, i) => sum + doneBetween(older, counts[i]!), 0);
  return rounded((done * 60_000) / (newest.at - oldest.at));
}

/** The tasks a minute up to each heartbeat, newest first, since the one before it that bears a counter. */
export function tasksPerMinuteOfEach(beats: readonly BeatRecord[]): (number | undefined)[] {
  let older: BeatRecord | undefined;
  return beats
    .toReversed()
    .map((beat) => {
      if (vitalsOf(beat.vitals).tasksProcessed === undefined) return undefined;
      const rate = older && tasksPerMinute([beat, older]);
      older = beat;
      return rate;
    })
    .reverse();
}
