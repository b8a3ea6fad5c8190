import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type ClosedGap, type Hearing, NOTHING_HEARD } from '../../core/monitor/hearing.ts';
import type { HearingStore, StoredHearing } from '../../core/ports/hearing-store.ts';
import type { Parts } from './parts.ts';
import { reading } from './store-errors.ts';

/** What the system knows of itself: its own hearing and its last sweep. */
class OwnHearing {
  readonly #read: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #keepGap: StatementSync;
  readonly #sweep: StatementSync;
  readonly #lastSweep: StatementSync;

  constructor(db: DatabaseSync) {
    this.#read = db.prepare('SELECT version, doc FROM hearing');
    this.#insert = db.prepare(
      'INSERT INTO hearing (one, version, doc) VALUES (1, 1, ?) ON CONFLICT DO NOTHING',
    );
    this.#update = db.prepare('UPDATE hearing SET version = version + 1, doc = ? WHERE version = ?');
    this.#keepGap = db.prepare('INSERT INTO gaps (ended, began) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#sweep = db.prepare(
      'INSERT INTO sweeps (one, at) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET at = max(at, ?1)',
    );
    this.#lastSweep = db.prepare('SELECT at FROM sweeps');
  }

  read(): StoredHearing {
    const row = this.#read.get() as unknown as { version: number; doc: string } | undefined;
    if (!row) return { hearing: NOTHING_HEARD, version: 0 };
    return { hearing: JSON.parse(row.doc) as Hearing, version: row.version };
  }

  /** Inside a write. */
  write(hearing: Hearing, readVersion: number): boolean {
    const doc = JSON.stringify(hearing);
    const written = readVersion === 0 ? this.#insert.run(doc) : this.#update.run(doc, readVersion);
    return written.changes === 1;
  }

  /** Inside a write. */
  keepGap({ from, to }: ClosedGap): void {
    this.#keepGap.run(to, from);
  }

  /** Inside a write. */
  markSweep(at: number): void {
    this.#sweep.run(at);
  }

  lastSweepAt(): number | undefined {
    return (this.#lastSweep.get() as unknown as { at: number } | undefined)?.at;
  }
}

export function hearingStore({ db, queue, reader }: Parts): HearingStore {
  const own = new OwnHearing(db);
  return {
    readHearing: () => reading(() => own.read()),
    writeHearing: (hearing, readVersion) => queue.write(() => own.write(hearing, readVersion)),
    keepGap: (gap) => queue.write(() => own.keepGap(gap)),
    gapsSince: (since) => reader.read('gaps', since),
    markSweep: (at) => queue.write(() => own.markSweep(at)),
    lastSweepAt: () => reading(() => own.lastSweepAt()),
  };
}
