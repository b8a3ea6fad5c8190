import type { Signal } from '../../../core/monitor/signal.ts';
import { type Cut, cutMetadata, cutText } from '../../http/cut.ts';
import { fitting } from '../../http/fit.ts';
import { signalTypeOf } from '../report.ts';
import { daemonHeartbeat } from '../schemas/heartbeat.ts';
import { type DaemonVitals, figuresIn } from '../vitals.ts';

/** A daemon's heartbeat, ready for the core. */
export interface DaemonBeat {
  readonly daemonId: string;
  readonly signal: Signal;
  /** Fields that were cut to their limits. */
  readonly truncated: readonly string[];
}

/** Stands in the monitor: with it, most stay within one write unit. */
const MOST_TASK_LENGTH = 128;
const MOST_TIME_LENGTH = 64;

/** @throws HttpError 400 where the body does not fit; never for the size of a field */
export function toDaemonBeat(body: unknown): DaemonBeat {
  const { daemonId, status, ...said } = fitting(daemonHeartbeat, body);
  const cuts = {
    tasksProcessed: ifGiven(said.tasksProcessed, countable),
    currentTask: ifGiven(said.currentTask || undefined, (task) => cutText(task, MOST_TASK_LENGTH)),
    lastHeartbeat: ifGiven(said.lastHeartbeat || undefined, (time) => cutText(time, MOST_TIME_LENGTH)),
    message: ifGiven(said.message || undefined, cutText),
    metadata: ifGiven(said.metadata, cutMetadata),
  };
  const vitals: DaemonVitals = {
    status,
    ...(cuts.tasksProcessed && { tasksProcessed: cuts.tasksProcessed.value }),
    ...(cuts.currentTask && { currentTask: cuts.currentTask.value.toWellFormed() }),
    ...(said.metadata && figuresIn(said.metadata)),
  };
  return {
    daemonId,
    signal: {
      type: signalTypeOf(status),
      message: cuts.message?.value,
      metadata: cuts.metadata?.value,
      vitals: { ...vitals },
      clientTime: cuts.lastHeartbeat?.value.toWellFormed(),
    },
    truncated: Object.entries(cuts).flatMap(([field, cut]) => (cut?.truncated ? [field] : [])),
  };
}

const ifGiven = <T, U>(value: T | null | undefined, cut: (value: T) => Cut<U>): Cut<U> | undefined =>
  value === null || value === undefined ? undefined : cut(value);

/** A count that no count can be is brought to the nearest one: the report beside it must not be lost. */
function countable(count: number): Cut<number> {
  const value = Math.min(Math.max(count, 0), Number.MAX_SAFE_INTEGER);
  return { value, truncated: value !== count };
}
