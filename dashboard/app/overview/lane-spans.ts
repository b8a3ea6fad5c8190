import { signal } from '@preact/signals';
import { extended, joined, knownFrom, type NewestFirst } from '../api/newest-first.ts';
import { RequestError, read } from '../api/request.ts';
import type { Shown, TransitionEntry } from '../api/shapes.ts';
import type { Row } from '../fleet/row.ts';
import { now } from '../time/now.ts';

/** For how long a monitor was what. */
export interface Span {
  readonly status: Shown;
  readonly from: number;
  readonly to: number;
}

type Changes = NewestFirst<TransitionEntry>;

export interface Lane {
  readonly spans: readonly Span[];
  readonly changes: Changes;
  /** The change it is as new as. */
  readonly since: number;
}

interface ChangesAnswer {
  readonly transitions: readonly TransitionEntry[];
  readonly next: string | null;
}

/** What is known of the past of those that were looked at, by key. */
export const lanes = signal<ReadonlyMap<string, Lane>>(new Map());

/** A few at a time: others want to be answered too. */
const AT_ONCE = 4;
const SETTLE_MS = 200;
const CHANGES = 200;
/** Whoever changed more often within the range is shown as far back as that. */
const MOST_CHANGES = 1_000;

let wantedFrom = Number.POSITIVE_INFINITY;
let wanted: readonly Row[] = [];
let isReading = false;
let timer: ReturnType<typeof setTimeout> | undefined;

const shownOf = (status: TransitionEntry['to']): Shown => (status === 'closed' ? 'unknown' : status);

/** Oldest first; the last one is still going on. */
export function spansOf(row: Pick<Row, 'status' | 'since'>, newestFirst: readonly TransitionEntry[]): Span[] {
  const changes = newestFirst.toReversed();
  const spans: Span[] = [];
  const oldest = changes[0];
  if (oldest) {
    const at = Date.parse(oldest.timestamp);
    spans.push({ status: shownOf(oldest.from), from: at - oldest.secondsBefore * 1_000, to: at });
  }
  for (const [i, change] of changes.entries()) {
    const next = changes[i + 1];
    const to = next ? Date.parse(next.timestamp) : Number.POSITIVE_INFINITY;
    spans.push({ status: shownOf(change.to), from: Date.parse(change.timestamp), to });
  }
  return spans.length > 0 ? spans : [{ status: row.status, from: row.since, to: Number.POSITIVE_INFINITY }];
}

/** The spans that lie in a range, the last of them up to now. */
export const spansWithin = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans
    .map((span) => ({ ...span, to: Math.min(span.to, now.peek()) }))
    .filter((span) => span.to > from && span.from < to);

/** The part of a range before which a lane was not read; undefined where all of it was. */
export function unreadOf(lane: Lane | undefined, from: number, to: number): Omit<Span, 'status'> | undefined {
  const begin = lane && lane.spans.length > 0 ? Math.min(...lane.spans.map((span) => span.from)) : from;
  if (!lane || lane.changes.next === null || begin <= from) return undefined;
  return { from, to: Math.min(begin, to) };
}

/** The lanes that are seen now want their past, back to `from`, epoch ms. */
export function wantLanes(rows: readonly Row[], from: number): void {
  wanted = rows;
  wantedFrom = from;
  if (isReading || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    void readWanted();
  }, SETTLE_MS);
}

async function readWanted(): Promise<void> {
  isReading = true;
  try {
    for (;;) {
      const next = wanted.filter(isWanting).slice(0, AT_ONCE);
      if (next.length === 0) return;
      const found = await Promise.all(next.map(readLane));
      lanes.value = new Map([...lanes.peek(), ...found]);
    }
  } catch (error) {
    // The next look at the fleet asks again.
    if (!(error instanceof RequestError)) throw error;
  } finally {
    isReading = false;
  }
}

/** Whether older changes that lie in the range were not read yet. */
const endsEarly = ({ changes }: Lane, from: number): boolean =>
  knownFrom(changes) > from && changes.entries.length < MOST_CHANGES;

function isWanting(row: Row): boolean {
  const lane = lanes.peek().get(row.key);
  return lane?.since !== row.since || endsEarly(lane, wantedFrom);
}

async function readLane(row: Row): Promise<[string, Lane]> {
  const known = lanes.peek().get(row.key);
  const isOld = known?.since !== row.since;
  const page = await readChanges(row, isOld ? null : known.changes.next);
  const changes = isOld ? withNews(known?.changes, page) : extended(known.changes, page);
  return [row.key, { spans: spansOf(row, changes.entries), changes, since: row.since }];
}

/** What was read far back is kept below the news, within bounds. */
function withNews(known: Changes | undefined, page: Changes): Changes {
  const whole = known && joined(known, page, ({ timestamp }) => Date.parse(timestamp));
  return whole && whole.entries.length <= 2 * MOST_CHANGES ? whole : page;
}

async function readChanges(row: Row, before: string | null): Promise<Changes> {
  const from = before === null ? '' : `&before=${encodeURIComponent(before)}`;
  const path = `api/monitors/${row.kind}/${encodeURIComponent(row.id)}/transitions?limit=${CHANGES}${from}`;
  const { transitions, next } = await read<ChangesAnswer>(path).catch(gone);
  return { entries: transitions, next };
}

/** It was removed meanwhile. */
function gone(error: unknown): ChangesAnswer {
  if (error instanceof RequestError && error.status === 404) return { transitions: [], next: null };
  throw error;
}
