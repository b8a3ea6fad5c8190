import { signal } from '@preact/signals';
import { RequestError, read } from '../api/request.ts';
import type { Bar, RecentAnswer } from '../api/shapes.ts';
import { pageAtRest } from '../shell/scrolling.ts';
import { keyOf, type Row } from './row.ts';

interface Known {
  readonly bars: readonly Bar[];
  /** The heartbeat that it is as new as, and when it was read. */
  readonly lastHeartbeat: number | undefined;
  readonly readAt: number;
}

/** The last beats or runs of the monitors that were looked at, by key. */
export const recent = signal<ReadonlyMap<string, Known>>(new Map());

const MOST_AT_ONCE = 50;
const SETTLE_MS = 150;
/** Whoever beats each second is not drawn anew each second: its status comes with the fleet. */
const AT_MOST_EVERY_MS = 10_000;
/** What is no news of the fleet's: a run that was missed. */
const STALE_MS = 60_000;

let isThere = true;
let wanted: readonly Row[] = [];
let isReading = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let askedAt = Number.NEGATIVE_INFINITY;

/** The rows that are seen now want their bars. */
export function wantRecent(rows: readonly Row[]): void {
  wanted = rows;
  if (!isThere || isReading || timer !== undefined) return;
  timer = setTimeout(() => void readWhenSettled(), SETTLE_MS);
}

async function readWhenSettled(): Promise<void> {
  await pageAtRest();
  const isNew = wanted.some(({ key }) => !recent.peek().has(key));
  const wait = isNew ? 0 : askedAt + AT_MOST_EVERY_MS - performance.now();
  if (wait > 0) timer = setTimeout(() => void readWhenSettled(), wait);
  else void readWanted();
}

const isStale = (row: Row): boolean => {
  const known = recent.peek().get(row.key);
  return !known || known.lastHeartbeat !== row.lastHeartbeat || performance.now() - known.readAt > STALE_MS;
};

async function readWanted(): Promise<void> {
  timer = undefined;
  isReading = true;
  try {
    const asked = wanted.filter(isStale).slice(0, MOST_AT_ONCE);
    if (asked.length === 0) return;
    askedAt = performance.now();
    const names = asked.map(({ key }) => encodeURIComponent(key)).join(',');
    const { monitors } = await read<RecentAnswer>(`api/recent?monitors=${names}`);
    const found = new Map(monitors.map((monitor) => [keyOf(monitor), monitor.bars]));
    await pageAtRest();
    const next = new Map(recent.peek());
    for (const { key, lastHeartbeat } of asked)
      next.set(key, { bars: found.get(key) ?? [], lastHeartbeat, readAt: performance.now() });
    recent.value = next;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    // A server that has no such figures shows the rest; whatever else failed is tried again with the next look.
    if (error.status === 404) isThere = false;
  } finally {
    isReading = false;
  }
}
