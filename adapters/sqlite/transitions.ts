import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { rollUp, type Uptime } from '../../core/monitor/uptime.ts';

/** Transitions, and the uptime that is rolled up from them. */
export class Transitions {
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #uptime: StatementSync;
  readonly #putUptime: StatementSync;
  readonly #dropOlder: StatementSync;

  constructor(db: DatabaseSync) {
    this.#put = db.prepare(
      'INSERT INTO transitions (kind, id, born, sequence, at, doc) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#get = db.prepare(
      'SELECT doc FROM transitions WHERE kind = ? AND id = ? AND born = ? AND sequence = ?',
    );
    this.#uptime = db.prepare('SELECT doc FROM uptimes WHERE kind = ? AND id = ? AND born = ?');
    this.#putUptime = db.prepare(`
      INSERT INTO uptimes (kind, id, born, doc) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (kind, id, born) DO UPDATE SET doc = ?4`);
    this.#dropOlder = db.prepare('DELETE FROM uptimes WHERE kind = ? AND id = ? AND born < ?');
  }

  /** Inside a write. */
  put(t: Transition): void {
    this.#put.run(t.kind, t.id, t.born, t.sequence, t.at, JSON.stringify(t));
  }

  get(ref: MonitorRef, born: number, sequence: number): Transition | undefined {
    const row = this.#get.get(ref.kind, ref.id, born, sequence) as unknown as { doc: string } | undefined;
    return row && (JSON.parse(row.doc) as Transition);
  }

  /** Inside a write. Each life has an uptime of its own: an older one that is told late must not spoil it. */
  countUptime(t: Transition): void {
    const row = this.#uptime.get(t.kind, t.id, t.born) as unknown as { doc: string } | undefined;
    const before = row && (JSON.parse(row.doc) as Uptime);
    const after = rollUp(before, t);
    if (after === before) return;
    this.#putUptime.run(t.kind, t.id, t.born, JSON.stringify(after));
    if (!before) this.#dropOlder.run(t.kind, t.id, t.born);
  }
}
