import type { Monitor } from '../monitor/monitor.ts';
import type { HistoryQuery, HistoryStore } from '../ports/history-store.ts';
import type { BeatRecord } from '../ports/monitor-store.ts';
import { wholeMoments } from './whole-moments.ts';

/** A run that is over: it ended, or it was begun anew or given up without an end. */
export interface PastRun {
  /** When it ended or was lost: what runs are ordered by. */
  readonly at: number;
  readonly outcome: 'succeeded' | 'failed' | 'lost';
  readonly runId?: string | undefined;
  /** Undefined where its start was never reported. */
  readonly startedAt?: number | undefined;
  readonly durationMs?: number | undefined;
  /** The report that ended it; undefined for one that was lost. */
  readonly end?: BeatRecord | undefined;
}

export interface PastRuns {
  /** Newest first. */
  readonly runs: readonly PastRun[];
  /** Older ones are found before this moment; undefined where there are none. */
  readonly before?: number | undefined;
}

/** Beats read at once, of some 150 bytes and at most 11 KB. */
const PAGE = 500;
/** Runs stand far apart where each sends many heartbeats: after so many pages the caller asks again. */
const MOST_PAGES = 10;

/** The runs of this life of a monitor that are over, out of its beats. @throws StoreUnavailable */
export async function readRuns(
  store: Pick<HistoryStore, 'beats'>,
  monitor: Monitor,
  { limit, before }: HistoryQuery,
): Promise<PastRuns> {
  const runs: PastRun[] = [];
  let until = before;
  for (let page = 0; page < MOST_PAGES; page++) {
    // One more than taken, to know whether the page ends within a moment.
    const asked = await store.beats(monitor, { limit: PAGE + 1, before: until });
    const beats = wholeMoments(asked, PAGE);
    const ofThisLife = beats.filter(({ at }) => at >= monitor.born);
    runs.push(...ofThisLife.flatMap(pastRun));
    if (runs.length > limit) return pageOf(runs, limit);
    if (asked.length <= PAGE || ofThisLife.length < beats.length) return { runs };
    until = beats.at(-1)?.at;
  }
  return { runs, before: until };
}

/** Longer than asked for only where more runs than that ended in one moment: some of them would be on no page. */
function pageOf(found: readonly PastRun[], limit: number): PastRuns {
  const whole = wholeMoments(found, limit);
  const next = found[limit]?.at;
  const runs = whole.at(-1)?.at === next ? found.filter(({ at }) => at === next) : whole;
  return { runs, before: runs.at(-1)?.at };
}

function pastRun(beat: BeatRecord): PastRun[] {
  const { at, type, lost, runId, runStartedAt, durationMs } = beat;
  if (type === 'succeeded' || type === 'failed') {
    return [{ at, outcome: type, runId, startedAt: runStartedAt, durationMs, end: beat }];
  }
  return lost ? [{ at, outcome: 'lost', runId: lost.runId, startedAt: lost.startedAt }] : [];
}
