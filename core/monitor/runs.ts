import { type Monitor, type Run, UNNAMED_RUN } from './monitor.ts';
import type { Signal } from './signal.ts';

/** Open runs kept per monitor: 32 at about 60 bytes stay below 2 KB. */
const MOST_OPEN_RUNS = 32;

/** A run that ended, or a signal inside one: what history says about it. */
export interface RunTimes {
  readonly runId?: string | undefined;
  readonly runStartedAt?: number | undefined;
  readonly durationMs?: number | undefined;
  /** The run that this signal put an end to without its having ended: it was begun anew, or one too many was open. */
  readonly lost?: LostRun | undefined;
}

export interface LostRun {
  readonly runId?: string | undefined;
  readonly startedAt: number;
}

export interface RunsApplied {
  readonly runs: Readonly<Record<string, Run>>;
  readonly times: RunTimes;
  /** True where the signal ended a run that was open. */
  readonly ended: boolean;
}

type Entry = readonly [key: string, run: Run];

/** Oldest first; the key decides between runs of the same moment, since not every store keeps their order. */
const by =
  (time: (run: Run) => number) =>
  ([a, runA]: Entry, [b, runB]: Entry): number =>
    time(runA) - time(runB) || (a < b ? -1 : 1);

const begunAt = (run: Run): number => run.startedAt ?? run.announcedAt;
const openFrom = (run: Run): number => run.openSince ?? begunAt(run);

/** The run a signal speaks of: the one it names; else the unnamed one, else the newest, if started. */
function keyOf(runs: Readonly<Record<string, Run>>, runId: string | undefined): string | undefined {
  if (runId !== undefined) return Object.hasOwn(runs, runId) ? runId : undefined;
  const entries = Object.entries(runs).sort(by(begunAt));
  const started = entries.filter(([, run]) => run.startedAt !== undefined);
  if (started.some(([key]) => key === UNNAMED_RUN)) return UNNAMED_RUN;
  return (started.at(-1) ?? entries.at(-1))?.[0];
}

/** The name of a run as its sender knows it; undefined for the one without. */
export const runIdOf = (key: string): string | undefined => (key === UNNAMED_RUN ? undefined : key);

interface Opened {
  readonly runs: Readonly<Record<string, Run>>;
  readonly givenUp?: Entry | undefined;
}

/**
 * With one run too many, one is given up: the oldest that was told of, else the oldest that is only announced,
 * else the second oldest. The oldest stays, as it is the next to go over its limit: of a job that dies in each
 * run that must be told.
 */
function withRun(runs: Readonly<Record<string, Run>>, key: string, run: Run): Opened {
  const entries = Object.entries({ ...runs, [key]: run }).sort(by(openFrom));
  if (entries.length <= MOST_OPEN_RUNS) return { runs: Object.fromEntries(entries) };
  const others = entries.filter(([other]) => other !== key);
  const givenUp =
    others.find(([, other]) => other.told) ??
    others.find(([, other]) => other.startedAt === undefined) ??
    others[1];
  return { runs: Object.fromEntries(entries.filter((entry) => entry[0] !== givenUp?.[0])), givenUp };
}

/** What was replaced or given up before it ended; one that was only announced is no loss. */
function lostRun(
  key: string,
  before: Run | undefined,
  after: Run,
  givenUp: Entry | undefined,
): LostRun | undefined {
  const [lostKey, lost] = givenUp ?? [key, before === after ? undefined : before];
  return lost?.startedAt === undefined ? undefined : { runId: runIdOf(lostKey), startedAt: lost.startedAt };
}

function started(known: Run | undefined, at: number): Run {
  if (known?.startedAt === undefined) return { startedAt: at, announcedAt: known?.announcedAt ?? at };
  const openSince = known.told ? undefined : (known.openSince ?? known.startedAt);
  return { startedAt: at, openSince, announcedAt: at };
}

/** An announcement of the next run must not stop the clock of the one that is open. */
const announced = (known: Run | undefined, at: number): Run =>
  known && !known.told ? known : { announcedAt: at };

function withoutRun(runs: Readonly<Record<string, Run>>, key: string): Readonly<Record<string, Run>> {
  const { [key]: _ended, ...others } = runs;
  return others;
}

/** The open runs after a signal at `at`, and what it tells about the run it speaks of. */
export function applyToRuns(monitor: Monitor, signal: Signal, at: number): RunsApplied {
  const { runs } = monitor;
  const untouched: RunsApplied = { runs, times: { runId: signal.runId }, ended: false };
  switch (signal.type) {
    case 'pending':
    case 'started': {
      const key = signal.runId ?? UNNAMED_RUN;
      const known = Object.hasOwn(runs, key) ? runs[key] : undefined;
      const run = signal.type === 'started' ? started(known, at) : announced(known, at);
      const opened = withRun(runs, key, run);
      const lost = lostRun(key, known, run, opened.givenUp);
      const times = { runId: signal.runId, runStartedAt: signal.type === 'started' ? at : undefined, lost };
      return { runs: opened.runs, times, ended: false };
    }
    case 'alive': {
      const key = keyOf(runs, signal.runId);
      const run = key === undefined ? undefined : runs[key];
      if (key === undefined || run?.startedAt === undefined) return untouched;
      const times = { runId: runIdOf(key), runStartedAt: run.startedAt };
      return { runs: { ...runs, [key]: { ...run, heardAt: at } }, times, ended: false };
    }
    case 'succeeded':
    case 'failed': {
      const key = keyOf(runs, signal.runId);
      if (key === undefined) return untouched;
      const startedAt = runs[key]?.startedAt;
      const durationMs = startedAt === undefined ? undefined : at - startedAt;
      const times = { runId: runIdOf(key), runStartedAt: startedAt, durationMs };
      return { runs: withoutRun(runs, key), times, ended: startedAt !== undefined };
    }
    case 'degraded':
      return untouched;
  }
}
