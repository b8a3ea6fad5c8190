import type { LastRun, Run, RunTotal } from '../../../core/monitor/monitor.ts';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { NO_RUNS } from '../../../core/monitor/run-figures.ts';
import { labelsOf } from '../exposition.ts';
import { type Sample, sampleIf, secondsOf } from '../metric.ts';
import { type MonitorMetric, ofEach, type ShownMonitor } from './shown-monitor.ts';

/** Also of a job that never ran: `increase()` does not see the first run of a counter that begins with it. */
function totalsOf({ view, labels }: ShownMonitor): readonly Sample[] {
  const { kind, runFigures } = view.monitor;
  if (!reportsRuns(kind)) return [];
  const { succeeded = NO_RUNS, failed = NO_RUNS } = runFigures ?? {};
  const of = (outcome: LastRun['outcome'], { count, totalMs }: RunTotal): Sample[] => {
    const own = `${labels},${labelsOf({ outcome })}`;
    return [
      { suffix: '_sum', labels: own, value: totalMs / 1_000 },
      { suffix: '_count', labels: own, value: count },
    ];
  };
  return [...of('succeeded', succeeded), ...of('failed', failed)];
}

/** Those that are under way as the status `running` has it: started, and not told to be over a limit. */
const startsOf = (runs: Readonly<Record<string, Run>>): number[] =>
  Object.values(runs).flatMap(({ startedAt, told }) => (startedAt === undefined || told ? [] : [startedAt]));

function runningSince({ runs }: { readonly runs: Readonly<Record<string, Run>> }): number | undefined {
  const starts = startsOf(runs);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

const ofLastRun =
  (value: (last: LastRun) => number) =>
  ({ view, labels }: ShownMonitor): readonly Sample[] => {
    const last = view.monitor.runFigures?.last;
    return sampleIf(labels, last && value(last));
  };

/** What only jobs have. */
export const JOB_METRICS: readonly MonitorMetric[] = [
  ofEach(
    {
      name: 'heartbeat_central_job_run_duration_seconds',
      type: 'summary',
      help:
        'How long the runs of a job took and how many there were, of those heard to start and to end; ' +
        'by its own measure where it sends one.',
    },
    totalsOf,
  ),
  ofEach(
    {
      name: 'heartbeat_central_job_last_run_duration_seconds',
      type: 'gauge',
      help: 'How long the last of these runs took.',
    },
    ofLastRun(({ durationMs }) => durationMs / 1_000),
  ),
  ofEach(
    {
      name: 'heartbeat_central_job_last_run_end_timestamp_seconds',
      type: 'gauge',
      help: 'When the last of these runs ended.',
    },
    ofLastRun(({ endedAt }) => endedAt / 1_000),
  ),
  ofEach(
    {
      name: 'heartbeat_central_job_last_run_succeeded',
      type: 'gauge',
      help: '1 if the last of these runs succeeded, 0 if it failed.',
    },
    ofLastRun(({ outcome }) => (outcome === 'succeeded' ? 1 : 0)),
  ),
  ofEach(
    {
      name: 'heartbeat_central_job_runs_in_progress',
      type: 'gauge',
      help: 'Runs of a job that are under way and within their limits.',
    },
    ({ view: { monitor }, labels }) =>
      reportsRuns(monitor.kind) ? [{ labels, value: startsOf(monitor.runs).length }] : [],
  ),
  ofEach(
    {
      name: 'heartbeat_central_job_running_since_timestamp_seconds',
      type: 'gauge',
      help: 'When the oldest of the runs that are under way started.',
    },
    ({ view, labels }) => sampleIf(labels, secondsOf(runningSince(view.monitor))),
  ),
];
