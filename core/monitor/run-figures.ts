import type { LastRun, RunFigures, RunTotal } from './monitor.ts';

export const NO_RUNS: RunTotal = { count: 0, totalMs: 0 };

/** The figures of a job after one more run that was heard to start and to end. */
export function withEndedRun(figures: RunFigures | undefined, last: LastRun): RunFigures {
  const { succeeded = NO_RUNS, failed = NO_RUNS } = figures ?? {};
  const one = ({ count, totalMs }: RunTotal): RunTotal => ({
    count: count + 1,
    totalMs: totalMs + last.durationMs,
  });
  return last.outcome === 'succeeded'
    ? { succeeded: one(succeeded), failed, last }
    : { succeeded, failed: one(failed), last };
}
