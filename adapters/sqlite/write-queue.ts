import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { isUnavailable, unavailable } from './store-errors.ts';

/** About 40 ms of beats: a flood of full batches must not keep the event loop from everything else. */
const MOST_WEIGHT = 4_000;

interface Operation {
  readonly weight: number;
  /** Runs inside the transaction. */
  readonly run: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

class OwnFailure extends Error {
  readonly operation: Operation;
  constructor(operation: Operation, cause: unknown) {
    super('An operation failed by itself', { cause });
    this.operation = operation;
  }
}

/**
 * All writes, first in, first out. What one turn of the event loop brings is gathered and committed together:
 * one flush to disk for all of them, and only then their answers. A failed commit rejects the whole group.
 */
export class WriteQueue {
  readonly #db: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #onFlushError: (error: StoreUnavailable) => void;
  #waiting: Operation[] = [];
  #undo: (() => void)[] = [];
  #scheduled = false;
  #closed = false;

  constructor(db: DatabaseSync, onFlushError: (error: StoreUnavailable) => void) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#onFlushError = onFlushError;
  }

  /** Queues `run`, which reads and writes synchronously. Resolves with its result once that is durable. */
  write<T>(run: () => T, weight = 1): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The store is closed'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ weight, run, resolve: resolve as (result: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Inside `run`: what puts memory back as it was, should the transaction fail. Run newest first. */
  onRollback(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Accepts no more; resolves when everything queued was answered. */
  async close(last: () => void): Promise<void> {
    const done = this.write(last);
    this.#closed = true;
    await done;
  }

  /** The immediate comes after all sockets that were readable in this turn: that is what makes groups large. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush(this.#nextGroup());
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #nextGroup(): Operation[] {
    let weight = 0;
    const end = this.#waiting.findIndex((operation) => {
      weight += operation.weight;
      return weight >= MOST_WEIGHT;
    });
    if (end === -1 || end === this.#waiting.length - 1) {
      const all = this.#waiting;
      this.#waiting = [];
      return all;
    }
    return this.#waiting.splice(0, end + 1);
  }

  #flush(group: Operation[]): void {
    try {
      const results = this.#transaction(group);
      group.forEach((operation, i) => {
        operation.resolve(results[i]);
      });
    } catch (error) {
      if (!(error instanceof OwnFailure)) {
        this.#refuse(group, unavailable(error));
        return;
      }
      // An operation of its own failing must not harm the others: again, without it. Rare, so no savepoints.
      error.operation.reject(error.cause);
      const others = group.filter((operation) => operation !== error.operation);
      if (others.length > 0) this.#flush(others);
    }
  }

  #refuse(group: Operation[], error: StoreUnavailable): void {
    for (const operation of group) operation.reject(error);
    this.#onFlushError(error);
  }

  #transaction(group: Operation[]): unknown[] {
    try {
      this.#begin.run();
      const results = group.map(runAlone);
      this.#commit.run();
      this.#undo = [];
      return results;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  #rollback(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
    try {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself.
    }
  }
}

function runAlone(operation: Operation): unknown {
  try {
    return operation.run();
  } catch (error) {
    throw isUnavailable(error) ? error : new OwnFailure(operation, error);
  }
}
