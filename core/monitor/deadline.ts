import type { Monitor, Run } from './monitor.ts';
import { reportsRuns } from './ref.ts';
import { earlinessFor, nextSlot, slotFor } from './schedule.ts';
import type { Reason, ShownStatus } from './status.ts';

/** The moment after which a monitor's silence means something, and what. */
export interface Deadline {
  /** The last moment at which a signal is in time, epoch ms. */
  readonly at: number;
  /** When the signal was expected, before any grace. */
  readonly expectedAt: number;
  /** Where the silence began: a signal at or after this moment would have prevented it. */
  readonly from: number;
  readonly becomes: 'down' | 'closed';
  readonly reason: Reason;
  /** The run that went over its limits. */
  readonly run?: string | undefined;
}

/** The longest silence inside a run that has sent a heartbeat, where nothing else was registered. */
const DEFAULT_RUN_SILENCE_MS = 900_000;

/** When the next signal must be heard, whatever the status; undefined where none is expected. */
export function expectation(monitor: Monitor): Deadline | undefined {
  const { schedule, expectedFromStart } = monitor.config;
  if (schedule.type === 'none') return undefined;
  const signalAt = reportsRuns(monitor.kind) ? monitor.slotAt : monitor.lastBeatAt;
  // A job that has only been announced has not kept its schedule yet.
  if (signalAt === undefined && !expectedFromStart) return undefined;
  const reason: Reason = monitor.lastBeatAt === undefined ? 'never-heard' : 'missed';

  if (schedule.type === 'interval') {
    const from = Math.max(signalAt ?? monitor.countFrom, monitor.countFrom);
    const expectedAt = from + schedule.intervalMs;
    return { at: expectedAt + schedule.graceMs, expectedAt, from, becomes: 'down', reason };
  }
  // The signal may count for a slot ahead of it; countFrom is no signal and never does.
  const met = reportsRuns(monitor.kind) || signalAt === undefined ? signalAt : slotFor(schedule, signalAt);
  const expectedAt = nextSlot(schedule, Math.max(met ?? 0, monitor.countFrom));
  const from = expectedAt - earlinessFor(schedule, expectedAt);
  return { at: expectedAt + schedule.graceMs, expectedAt, from, becomes: 'down', reason };
}

/** The limits of an open run, epoch ms, whether or not it was told that it is over one of them. */
export interface RunBounds {
  /** What its longest runtime is counted from. */
  readonly openFrom: number;
  readonly endBy: number;
  /** Where its silence is judged: what that is counted from, and the last moment for a heartbeat. */
  readonly quietFrom?: number | undefined;
  readonly heardBy?: number | undefined;
}

/** Undefined while the run is only announced, or its monitor paused: no clock runs. */
export function boundsOf(monitor: Monitor, run: Run): RunBounds | undefined {
  if (run.startedAt === undefined || monitor.status === 'paused') return undefined;
  const { maxRuntimeMs, silenceMs } = monitor.config.runLimits;
  const openFrom = Math.max(run.openSince ?? run.startedAt, monitor.countFrom);
  const endBy = openFrom + maxRuntimeMs;
  const silence = silenceMs ?? (run.heardAt === undefined ? undefined : DEFAULT_RUN_SILENCE_MS);
  if (silence === undefined) return { openFrom, endBy };
  const quietFrom = Math.max(run.heardAt ?? run.startedAt, run.startedAt, monitor.countFrom);
  return { openFrom, endBy, quietFrom, heardBy: quietFrom + silence };
}

function runDeadlines(monitor: Monitor, key: string, run: Run): Deadline[] {
  const bounds = run.told ? undefined : boundsOf(monitor, run);
  if (!bounds) return [];
  const deadline = (reason: Reason, from: number, at: number): Deadline => ({
    at,
    expectedAt: at,
    from,
    becomes: 'down',
    reason,
    run: key,
  });
  const { openFrom, endBy, quietFrom, heardBy } = bounds;
  const overrun = deadline('overrun', openFrom, endBy);
  if (quietFrom === undefined || heardBy === undefined) return [overrun];
  return [overrun, deadline('silent-run', quietFrom, heardBy)];
}

function forgetting(monitor: Monitor): Deadline | undefined {
  const { retentionMs } = monitor.config;
  if (retentionMs === undefined) return undefined;
  // A reported failure may still be followed by beats: retention counts from the end of hearing it.
  const silentFrom = Math.max(expectation(monitor)?.at ?? monitor.lastBeatAt ?? 0, monitor.since);
  const at = silentFrom + retentionMs;
  return {
    at,
    expectedAt: at,
    from: monitor.lastBeatAt ?? silentFrom,
    becomes: 'closed',
    reason: 'forgotten',
  };
}

/**
 * The true deadline: after it, silence changes the status. Undefined where silence means nothing
 * (paused, closed, nothing expected). Throws if the schedule cannot be evaluated.
 */
export function deadlineOf(monitor: Monitor): Deadline | undefined {
  if (monitor.status === 'paused' || monitor.status === 'closed') return undefined;
  if (monitor.status === 'down') return forgetting(monitor);
  const runs = Object.entries(monitor.runs).flatMap(([key, run]) => runDeadlines(monitor, key, run));
  const expected = expectation(monitor);
  return (expected ? [expected, ...runs] : runs).reduce<Deadline | undefined>(
    (first, d) => (first === undefined || d.at < first.at ? d : first),
    undefined,
  );
}

/** The status as a person should see it at `now`. */
export function shownStatus(monitor: Monitor, now: number): ShownStatus {
  const { status } = monitor;
  if (status === 'down' || status === 'paused' || status === 'closed') return status;
  const expected = expectation(monitor);
  if (expected && now > expected.expectedAt) return 'late';
  if (status === 'degraded') return status;
  const running = Object.values(monitor.runs).some((run) => run.startedAt !== undefined && !run.told);
  return running ? 'running' : status;
}
