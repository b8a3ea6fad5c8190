import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { HeardState } from './heard-state.ts';
import type { Parts } from './parts.ts';
import type { Reader } from './reader.ts';
import { reading } from './store-errors.ts';
import type { WriteQueue } from './write-queue.ts';

/** 200 rows take about 0.5 ms. */
const SLICE = 200;
/** About 100 ms of writing; a beat a second makes four times as many in the day that they are kept. */
const MOST_BEATS = 20_000;

/** Removes what happened to one monitor, in slices between which heartbeats are written. */
export class HistoryRemoval {
  readonly #queue: WriteQueue;
  readonly #state: HeardState;
  readonly #reader: Reader;
  readonly #statements: ReturnType<typeof statements>;

  constructor({ db, queue, state, reader }: Pick<Parts, 'db' | 'queue' | 'state' | 'reader'>) {
    this.#queue = queue;
    this.#state = state;
    this.#reader = reader;
    this.#statements = statements(db);
  }

  /** @returns whether nothing is left. */
  async run({ kind, id }: MonitorRef): Promise<boolean> {
    const { transitions, uptimes } = this.#statements;
    if (!(await this.#removeBeats({ kind, id }))) return false;
    let removed: number;
    do {
      removed = await this.#queue.write(() => Number(transitions.run(kind, id).changes));
    } while (removed === SLICE);
    await this.#queue.write(() => uptimes.run(kind, id));
    return true;
  }

  /** From the oldest on: wherever this ends, the way from the newest to the rest is still there. */
  async #removeBeats(ref: MonitorRef): Promise<boolean> {
    const heard = await reading(() => this.#state.find(ref));
    if (!heard) return true;
    const numbers = (await this.#reader.read('beatNumbers', heard.subject, heard.head)).reverse();
    const removable = numbers.slice(0, MOST_BEATS);
    for (let i = 0; i < removable.length; i += SLICE) {
      await this.#queue.write(() => {
        for (const n of removable.slice(i, i + SLICE)) this.#statements.beat.run(n, heard.subject);
      });
      await nextTurn();
    }
    return removable.length === numbers.length;
  }
}

const statements = (db: DatabaseSync) => ({
  // A number may be given again where a crash came between a removal and the next write-back.
  beat: db.prepare('DELETE FROM beats WHERE n = ? AND subject = ?'),
  transitions: db.prepare(`
    DELETE FROM transitions WHERE (kind, id, born, sequence) IN
      (SELECT kind, id, born, sequence FROM transitions WHERE kind = ? AND id = ? LIMIT ${SLICE})`),
  uptimes: db.prepare('DELETE FROM uptimes WHERE kind = ? AND id = ?'),
});
