import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { BeatRecord } from '../../core/ports/monitor-store.ts';
import { bodyOf } from './beat-rows.ts';
import type { Heard } from './heard.ts';
import type { HeardState } from './heard-state.ts';

/** Whether a beat alone says what it changed (a steady one), so that it can be applied again from the log. */
export interface Steadiness {
  readonly steady: boolean;
  readonly run?: string | undefined;
}

const NOT_STEADY: Steadiness = { steady: false };

/**
 * The log of all beats in order of arrival, numbered without reuse; each points at the beat of the same monitor
 * before it. Beats come in order of time but for a rare late one, which is linked in at its place.
 */
export class BeatLog {
  readonly #state: HeardState;
  readonly #insert: StatementSync;
  readonly #beat: StatementSync;
  readonly #relink: StatementSync;
  #last: number;

  /** `last` is the highest number ever given. */
  constructor(db: DatabaseSync, state: HeardState, last: number) {
    this.#state = state;
    this.#last = last;
    this.#insert = db.prepare(
      'INSERT INTO beats (n, subject, at, previous, type, steady, run, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#beat = db.prepare('SELECT at, previous FROM beats WHERE n = ?');
    this.#relink = db.prepare('UPDATE beats SET previous = ? WHERE n = ?');
  }

  get last(): number {
    return this.#last;
  }

  /** Inside a write. The caller has told the state that `heard` is changing. */
  append(heard: Heard, record: BeatRecord, { steady, run }: Steadiness = NOT_STEADY): void {
    // A number is never used again, not even after a rollback: a gap does no harm.
    const n = ++this.#last;
    const previous = record.at >= heard.headAt ? heard.head : this.#linkInto(heard, record.at, n);
    this.#insert.run(
      n,
      heard.subject,
      record.at,
      previous,
      record.type,
      steady ? 1 : 0,
      run ?? null,
      bodyOf(record),
    );
    if (record.at >= heard.headAt) {
      heard.head = n;
      heard.headAt = record.at;
    }
    heard.through = n;
    this.#state.dirty.add(heard);
  }

  /** Makes `n` the successor of the newest beat that is not younger than `at`. @returns that beat. */
  #linkInto(heard: Heard, at: number, n: number): number {
    let successor = heard.head;
    let previous = this.#read(successor)?.previous ?? 0;
    for (let beat = this.#read(previous); beat && beat.at > at; beat = this.#read(previous)) {
      successor = previous;
      previous = beat.previous;
    }
    this.#relink.run(n, successor);
    return previous;
  }

  #read(n: number): { at: number; previous: number } | undefined {
    return this.#beat.get(n) as unknown as { at: number; previous: number } | undefined;
  }
}
