import type { DatabaseSync } from 'node:sqlite';
import { type BeatRow, recordOf } from './beat-rows.ts';
import type { Heard } from './heard.ts';
import type { HeardState } from './heard-state.ts';
import { applySteady } from './steady-beats.ts';

interface LoggedBeat extends BeatRow {
  readonly subject: number;
  readonly steady: number;
  readonly run: string | null;
}

/** The number up to which everything heard has reached its table. */
export function writtenBackThrough(db: DatabaseSync): number {
  const row = db.prepare('SELECT through FROM written_back').get() as unknown as { through: number };
  return row.through;
}

/** The highest number that a beat was ever given. */
export function lastBeatNumber(db: DatabaseSync): number {
  const row = db.prepare('SELECT max(n) AS n FROM beats').get() as unknown as { n: number | null };
  return Math.max(row.n ?? 0, writtenBackThrough(db));
}

/** 1,000 rows at once: read one by one they take twice as long. */
const PAGE = 1_000;

/** After a crash: what was heard since the last write-back is done again from the log, a few µs for each beat. */
export function replay(db: DatabaseSync, state: HeardState): void {
  const page = db.prepare(
    `SELECT n, subject, at, type, steady, run, body FROM beats WHERE n > ? ORDER BY n LIMIT ${PAGE}`,
  );
  const subjects = new Map<number, Heard | undefined>();
  let through = writtenBackThrough(db);
  for (;;) {
    const rows = page.all(through) as unknown as LoggedBeat[];
    for (const row of rows) replayOne(state, subjects, row);
    const last = rows[PAGE - 1];
    if (!last) return;
    through = last.n;
  }
}

function replayOne(state: HeardState, subjects: Map<number, Heard | undefined>, row: LoggedBeat): void {
  if (!subjects.has(row.subject)) subjects.set(row.subject, state.findSubject(row.subject));
  const heard = subjects.get(row.subject);
  if (!heard || row.n <= heard.through) return;
  again(heard, row);
  state.dirty.add(heard);
}

function again(heard: Heard, row: LoggedBeat): void {
  if (row.at >= heard.headAt) {
    heard.head = row.n;
    heard.headAt = row.at;
  }
  if (row.steady) applySteady(heard, recordOf(row), row.run ?? undefined);
  heard.through = row.n;
}
