import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beatsKeptMs } from '../../core/monitor/kept-beats.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { writtenBackThrough } from './replay.ts';
import type { WriteQueue } from './write-queue.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** 200 rows take about 0.5 ms. */
const SLICE = 200;

interface LoggedBeat {
  readonly n: number;
  readonly subject: number;
  readonly at: number;
}

/**
 * Walks the log of beats from its oldest end. Most beats go when they are a day old, so each run goes on where
 * the last one stopped; what is kept longer is looked at again once an hour.
 */
export class BeatPurge {
  readonly #db: DatabaseSync;
  readonly #queue: WriteQueue;
  readonly #next: StatementSync;
  readonly #delete: StatementSync;
  readonly #doc: StatementSync;
  #cursor = 0;
  #wholeAt: number | undefined;

  constructor(db: DatabaseSync, queue: WriteQueue) {
    this.#db = db;
    this.#queue = queue;
    this.#next = db.prepare(`SELECT n, subject, at FROM beats WHERE n > ? ORDER BY n LIMIT ${SLICE}`);
    this.#delete = db.prepare('DELETE FROM beats WHERE n = ?');
    this.#doc = db.prepare('SELECT doc FROM monitors WHERE subject = ?');
  }

  /** @returns how many were removed. */
  async run(now: number): Promise<number> {
    if (this.#wholeAt === undefined || now - this.#wholeAt >= HOUR_MS) {
      this.#cursor = 0;
      this.#wholeAt = now;
    }
    const oldest = new Map<number, number>();
    let removed = 0;
    for (;;) {
      const slice = await this.#queue.write(() => this.#slice(now, oldest));
      this.#cursor = slice.cursor;
      removed += slice.removed;
      if (slice.ended) return removed;
      await nextTurn();
    }
  }

  /** Inside a write. A beat that has not been written back stays: a crash would need it. */
  #slice(now: number, oldest: Map<number, number>): { cursor: number; removed: number; ended: boolean } {
    const rows = this.#next.all(this.#cursor) as unknown as LoggedBeat[];
    const through = writtenBackThrough(this.#db);
    const old = rows.filter((row) => row.at < now - DAY_MS && row.n <= through);
    let removed = 0;
    for (const { n, subject, at } of old) {
      if (at < this.#oldestKept(subject, now, oldest)) removed += Number(this.#delete.run(n).changes);
    }
    return { cursor: old.at(-1)?.n ?? this.#cursor, removed, ended: old.length < SLICE };
  }

  #oldestKept(subject: number, now: number, oldest: Map<number, number>): number {
    const known = oldest.get(subject);
    if (known !== undefined) return known;
    const row = this.#doc.get(subject) as unknown as { doc: string } | undefined;
    const kept = now - beatsKeptMs(row && (JSON.parse(row.doc) as Monitor), now);
    oldest.set(subject, kept);
    return kept;
  }
}
