import { signal } from '@preact/signals';
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

interface Lane {
  readonly spans: readonly Span[];
  /** The change it is as new as. */
  readonly since: number;
}

/** What is known of the past of those that were looked at, by key. */
export const lanes = signal<ReadonlyMap<string, Lane>>(new Map());

/** A few at a time: others want to be answered too. */
const AT_ONCE = 4;
const SETTLE_MS = 200;
const CHANGES = 200;

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

/** The lanes that are seen now want their past. */
export function wantLanes(rows: readonly Row[]): void {
  wanted = rows;
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
      const next = wanted.filter((row) => lanes.peek().get(row.key)?.since !== row.since).slice(0, AT_ONCE);
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

async function readLane(row: Row): Promise<[string, Lane]> {
  const path = `api/monitors/${row.kind}/${encodeURIComponent(row.id)}/transitions?limit=${CHANGES}`;
  const { transitions } = await read<{ readonly transitions: readonly TransitionEntry[] }>(path).catch(gone);
  return [row.key, { spans: spansOf(row, transitions), since: row.since }];
}

/** It was removed meanwhile. */
function gone(error: unknown): { readonly transitions: readonly TransitionEntry[] } {
  if (error instanceof RequestError && error.status === 404) return { transitions: [] };
  throw error;
}
