import { expectation } from './deadline.ts';
import { keptMessage } from './kept-message.ts';
import type { Monitor, RunFigures, Streak } from './monitor.ts';
import { moveTo } from './outbox.ts';
import { reportsRuns } from './ref.ts';
import { withEndedRun } from './run-figures.ts';
import { applyToRuns, type RunTimes } from './runs.ts';
import { slotFor } from './schedule.ts';
import { shownDuration } from './shown-duration.ts';
import { type Signal, type Verdict, verdictOf } from './signal.ts';
import type { Reason, Status } from './status.ts';

export interface Applied {
  /** The monitor after the signal; the very same object where the signal is history only. */
  readonly monitor: Monitor;
  readonly run: RunTimes;
}

/** Of a whole log that a sender attaches: more than any alert shows. History has the rest. */
const TOLD_MESSAGE_LENGTH = 2_000;

/** A longer one would make each later beat of the monitor dearer: its last transition stands in its item. */
const toldMessage = (message: string | undefined): string | undefined =>
  message !== undefined && message.length > TOLD_MESSAGE_LENGTH
    ? message.slice(0, TOLD_MESSAGE_LENGTH).toWellFormed()
    : message;

interface Move {
  readonly to: Status;
  readonly reason: Reason;
  readonly streak?: Streak | undefined;
}

/** "In a row" ends where a signal that was due stayed out, even if it comes late. */
function unbrokenStreak(monitor: Monitor, at: number): Streak | undefined {
  const expected = monitor.streak && ifEvaluable(() => expectation(monitor));
  return expected && expected.at < at ? undefined : monitor.streak;
}

/** A schedule that cannot be evaluated must not cost us a report; judge tells of it. */
function ifEvaluable<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch {
    return undefined;
  }
}

function countToward(monitor: Monitor, toward: Streak['toward'], at: number, arrived: Move): Move {
  const needed =
    toward === 'down' ? monitor.config.thresholds.failures : monitor.config.thresholds.recoveries;
  const streak = unbrokenStreak(monitor, at);
  const count = (streak?.toward === toward ? streak.count : 0) + 1;
  if (count >= needed) return arrived;
  return { to: monitor.status, reason: monitor.reason, streak: { toward, count } };
}

/** Where the verdict leads: n bad before `down`, n good before `up`; `degraded` is told at once. */
function moveFor(monitor: Monitor, verdict: Verdict, at: number): Move {
  const stay: Move = { to: monitor.status, reason: monitor.reason };
  switch (verdict) {
    case 'nothing':
      return { ...stay, streak: unbrokenStreak(monitor, at) };
    case 'bad':
      if (monitor.status === 'down') return stay;
      return countToward(monitor, 'down', at, { to: 'down', reason: 'reported-failure' });
    case 'degraded': {
      const degraded: Move = { to: 'degraded', reason: 'reported-degraded' };
      return monitor.status === 'down' ? countToward(monitor, 'up', at, degraded) : degraded;
    }
    case 'good':
      if (monitor.status === 'up') return stay;
      if (monitor.status === 'unknown') return { to: 'up', reason: 'heartbeat' };
      return countToward(monitor, 'up', at, { to: 'up', reason: 'recovered' });
  }
}

/** The slot that jobs are measured by: starts, and ends without a start, meet the schedule. */
function slotAfter(monitor: Monitor, signal: Signal, endedRun: boolean, at: number): number | undefined {
  if (!reportsRuns(monitor.kind)) return monitor.slotAt;
  const ownSlot = () => ifEvaluable(() => slotFor(monitor.config.schedule, at)) ?? at;
  switch (signal.type) {
    case 'started':
      return ownSlot();
    case 'succeeded':
    case 'failed':
      // The end of a long run, just before the next slot, must not count for that slot's start.
      return Math.max(monitor.slotAt ?? 0, endedRun ? at : ownSlot());
    default:
      return monitor.slotAt;
  }
}

/** Only an end bears a duration, and only where the start was heard too. */
function figuresAfter(
  { kind, runFigures }: Monitor,
  { type, clientDurationMs }: Signal,
  { durationMs: heardMs }: RunTimes,
  at: number,
): RunFigures | undefined {
  const durationMs = heardMs === undefined ? undefined : shownDuration(heardMs, clientDurationMs);
  if (!reportsRuns(kind) || durationMs === undefined) return runFigures;
  const outcome = type === 'failed' ? 'failed' : 'succeeded';
  return withEndedRun(runFigures, { endedAt: at, durationMs, outcome });
}

/**
 * What a signal received at `at` makes of a monitor. A signal older than the newest one is history only; a
 * paused monitor is heard but keeps its status; a closed one is left alone. Never throws.
 */
export function applySignal(monitor: Monitor, signal: Signal, at: number): Applied {
  if (monitor.status === 'closed' || at < (monitor.lastBeatAt ?? 0)) {
    return { monitor, run: { runId: signal.runId } };
  }
  const { runs, times, ended } = applyToRuns(monitor, signal, at);
  const heard: Monitor = {
    ...monitor,
    lastBeatAt: at,
    lastMessage: keptMessage(signal.message) ?? monitor.lastMessage,
    vitals: signal.vitals ?? monitor.vitals,
    slotAt: slotAfter(monitor, signal, ended, at),
    runs: reportsRuns(monitor.kind) ? runs : monitor.runs,
    runFigures: figuresAfter(monitor, signal, times, at),
  };
  if (monitor.status === 'paused') return { monitor: heard, run: times };
  const move = moveFor(monitor, verdictOf(monitor.kind, signal.type), at);
  if (move.to === monitor.status) return { monitor: { ...heard, streak: move.streak }, run: times };
  // What it said while it was otherwise is not said of how it is now: a plain beat ends a failure and its words.
  const said: Monitor = { ...heard, lastMessage: keptMessage(signal.message) };
  return {
    monitor: moveTo(said, { to: move.to, reason: move.reason, at, message: toldMessage(signal.message) }),
    run: times,
  };
}
