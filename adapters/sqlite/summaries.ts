import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Summary } from '../../core/ports/history-store.ts';

const KEPT = 1_000;

/** Counts of the whole fleet over time. */
export class Summaries {
  readonly #put: StatementSync;
  readonly #trim: StatementSync;

  constructor(db: DatabaseSync) {
    this.#put = db.prepare(
      'INSERT INTO summaries (at, counts) VALUES (?1, ?2) ON CONFLICT (at) DO UPDATE SET counts = ?2',
    );
    this.#trim = db.prepare(`
      DELETE FROM summaries WHERE at < (SELECT at FROM summaries ORDER BY at DESC LIMIT 1 OFFSET ${KEPT - 1})`);
  }

  /** Inside a write. */
  put({ at, counts }: Summary): void {
    this.#put.run(at, JSON.stringify(counts));
    this.#trim.run();
  }
}
