import { inWords } from '../../../core/monitor/in-words.ts';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import type { History } from './history.ts';

/** One duration of a run, or one interval between two heartbeats. */
export interface Sample {
  readonly at: number;
  readonly seconds: number;
  readonly isBad: boolean;
}

export interface Samples {
  readonly what: string;
  /** Oldest first. */
  readonly samples: readonly Sample[];
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
}

/** Fewer say nothing about what is usual. */
const LEAST = 5;

/** The smallest value that at least this share of the values does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** What is plotted of a monitor; undefined while there is too little. */
export function samplesOf(monitor: MonitorAnswer, history: History): Samples | undefined {
  const isJob = reportsRuns(monitor.kind);
  const samples = isJob ? durations(history) : intervals(history);
  if (samples.length < LEAST) return undefined;
  const sorted = samples.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return {
    what: isJob ? 'Duration of runs' : 'Time between heartbeats',
    samples,
    p5: percentile(sorted, 0.05),
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
  };
}

const durations = ({ runs }: History): Sample[] =>
  runs.entries
    .flatMap(({ startedAt, endedAt, durationSeconds, outcome }) =>
      durationSeconds === null
        ? []
        : [
            {
              at: Date.parse(endedAt ?? startedAt ?? ''),
              seconds: durationSeconds,
              isBad: outcome !== 'succeeded',
            },
          ],
    )
    .reverse();

function intervals({ beats }: History): Sample[] {
  const times = beats.entries.map(({ timestamp, type }) => ({ at: Date.parse(timestamp), type })).reverse();
  return times.slice(1).map(({ at, type }, i) => ({
    at,
    seconds: (at - times[i]!.at) / 1_000,
    isBad: type === 'failed' || type === 'degraded',
  }));
}

/** Below ten seconds whole ones are too coarse. */
export const worded = (seconds: number): string =>
  seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : inWords(seconds * 1_000);
