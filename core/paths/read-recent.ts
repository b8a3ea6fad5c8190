import { type MonitorRef, reportsRuns } from '../monitor/ref.ts';
import { shownDuration } from '../monitor/shown-duration.ts';
import type { StatusFrom, Uptime } from '../monitor/uptime.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { BeatRecord, MonitorStore } from '../ports/monitor-store.ts';

export const RECENT_OUTCOMES = ['alive', 'degraded', 'failed', 'succeeded', 'running', 'missed'] as const;
export type RecentOutcome = (typeof RECENT_OUTCOMES)[number];

/** One beat, run or silence of a monitor. */
export interface RecentBar {
  /** Of a run that is over its end, of one that is open its start, of a silence the moment it was too long. */
  readonly at: number;
  readonly outcome: RecentOutcome;
  /** From the beat before, or how long the run took; undefined where that is not known. */
  readonly ms?: number | undefined;
}

export interface RecentBars extends MonitorRef {
  /** Oldest first. */
  readonly bars: readonly RecentBar[];
}

/** As many as a row has room for. */
export const MOST_BARS = 48;
/** A run may send many heartbeats: so many of 150 bytes are looked through for runs. */
const JOB_BEATS = 500;

type RecentStore = Pick<HistoryStore, 'beats' | 'uptimes'> & Pick<MonitorStore, 'read'>;

/**
 * What monitors did lately, in the order asked for; unknown ones are left out. One read for all of them, and at most two for
 * each: those that are up or down are known by their uptime already. @throws StoreUnavailable
 */
export async function readRecent(
  store: RecentStore,
  refs: readonly MonitorRef[],
): Promise<readonly RecentBars[]> {
  const uptimes = await store.uptimes(refs);
  const read = await Promise.all(refs.map((ref, i) => readOne(store, ref, uptimes[i])));
  return read.filter((one) => one !== undefined);
}

async function readOne(
  store: RecentStore,
  { kind, id }: MonitorRef,
  uptime: Uptime | undefined,
): Promise<RecentBars | undefined> {
  const isOver = uptime?.changes.at(-1)?.[1] === 'closed';
  // Never up or down yet, or its last life is over: it may have begun another one.
  const life = uptime && !isOver ? uptime : await livingLife(store, { kind, id });
  if (!life) return undefined;
  const limit = reportsRuns(kind) ? JOB_BEATS : MOST_BARS + 1;
  const newestFirst = await store.beats({ kind, id }, { limit });
  const beats = newestFirst.filter(({ at }) => at >= life.born).reverse();
  const isCut = beats.length === limit;
  const said = reportsRuns(kind) ? runBars(beats) : beatBars(isCut ? beats.slice(1) : beats, beats);
  const bars = [...said, ...silences(life.changes, beats, isCut)].sort((a, b) => a.at - b.at);
  return { kind, id, bars: bars.slice(-MOST_BARS) };
}

interface Life {
  readonly born: number;
  readonly changes: readonly StatusFrom[];
}

async function livingLife(store: RecentStore, ref: MonitorRef): Promise<Life | undefined> {
  const monitor = await store.read(ref);
  return monitor && monitor.status !== 'closed' ? { born: monitor.born, changes: [] } : undefined;
}

/** `beats`: those shown and, before them, the one that the first interval is counted from. */
function beatBars(shown: readonly BeatRecord[], beats: readonly BeatRecord[]): RecentBar[] {
  const before = beats.length - shown.length;
  return shown.flatMap(({ at, type }, i): RecentBar[] => {
    if (type !== 'alive' && type !== 'degraded' && type !== 'failed') return [];
    return [{ at, outcome: type, ms: since(beats[before + i - 1]?.at, at) }];
  });
}

const since = (from: number | undefined, at: number): number | undefined =>
  from === undefined ? undefined : at - from;

/** Runs that are over, and those that are open still. One that was begun anew without an end counts as failed. */
function runBars(beats: readonly BeatRecord[]): RecentBar[] {
  const open = new Map<string | undefined, number>();
  const over: RecentBar[] = [];
  for (const { at, type, runId, runStartedAt, durationMs, clientDurationMs, lost } of beats) {
    if (lost) {
      over.push({ at, outcome: 'failed' });
      open.delete(lost.runId);
    }
    if (type === 'succeeded' || type === 'failed') {
      over.push({ at, outcome: type, ms: shownDuration(durationMs, clientDurationMs) });
      open.delete(runId);
    } else if (runStartedAt !== undefined) open.set(runId, runStartedAt);
  }
  return [...over, ...[...open.values()].map((at): RecentBar => ({ at, outcome: 'running' }))];
}

/** Where it went down without having said a thing at that moment. */
function silences(changes: readonly StatusFrom[], beats: readonly BeatRecord[], isCut: boolean): RecentBar[] {
  const said = new Set(beats.map(({ at }) => at));
  const oldest = (isCut && beats[0]?.at) || 0;
  return changes.flatMap(([at, status]): RecentBar[] => {
    if (status !== 'down' || at <= oldest || said.has(at)) return [];
    return [{ at, outcome: 'missed', ms: since(beats.findLast((beat) => beat.at < at)?.at, at) }];
  });
}
