import type { DatabaseSync } from 'node:sqlite';
import type { BeatRow } from './beat-rows.ts';
import { recordOf } from './beat-rows.ts';
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

/** After a crash: what was heard since the last write-back is done again from the log. About 1 µs a beat. */
export function replay(db: DatabaseSync, state: HeardState): void {
  const subjects = new Map<number, Heard | undefined>();
  const beats = db.prepare('SELECT * FROM beats WHERE n > ? ORDER BY n').iterate(writtenBackThrough(db));
  for (const row of beats as unknown as Iterable<LoggedBeat>) {
    if (!subjects.has(row.subject)) subjects.set(row.subject, state.findSubject(row.subject));
    const heard = subjects.get(row.subject);
    if (heard && row.n > heard.through) {
      again(heard, row);
      state.dirty.add(heard);
    }
  }
}

function again(heard: Heard, row: LoggedBeat): void {
  if (row.at >= heard.headAt) {
    heard.head = row.n;
    heard.headAt = row.at;
  }
  if (row.steady) applySteady(heard, recordOf(row), row.run ?? undefined);
  heard.through = row.n;
}
