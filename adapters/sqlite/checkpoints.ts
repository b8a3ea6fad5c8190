import type { DatabaseSync } from 'node:sqlite';
import type { Parts } from './parts.ts';
import type { Reader } from './reader.ts';
import type { WriteQueue } from './write-queue.ts';

const EVERY_MS = 1_000;
/** 64 MiB in pages of 4 KiB: a longer log makes every read and the next start slower. */
const LONGEST_LOG = 16_384;

/**
 * Moves the write-ahead log into the database each second, in the worker, so that the writing thread need not
 * wait for the disk. Under steady load the worker never quite catches up, and the log could never start anew:
 * once it is long, the writer does the small rest itself.
 */
export class Checkpoints {
  readonly #db: DatabaseSync;
  readonly #queue: WriteQueue;
  readonly #reader: Reader;
  readonly #timer: NodeJS.Timeout;
  #seen = 0;
  #busy = false;

  constructor({ db, queue, reader }: Parts) {
    this.#db = db;
    this.#queue = queue;
    this.#reader = reader;
    this.#timer = setInterval(() => this.#run(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #run(): void {
    const { commits } = this.#queue;
    if (this.#busy || commits === this.#seen) return;
    this.#seen = commits;
    this.#busy = true;
    this.#reader
      .read('checkpoint')
      .then(({ pages }) => {
        if (pages > LONGEST_LOG) this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
      })
      // The log only grows meanwhile; a disk that fails shows itself in the writes.
      .catch(() => {})
      .finally(() => {
        this.#busy = false;
      });
  }
}
