import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Due, Page } from '../../core/ports/monitor-store.ts';
import type { Monitors } from './monitors.ts';
import { reading } from './store-errors.ts';

/** 500 of about 60 bytes; judge works on them before the next page is read. */
const DUE_PAGE = 500;
/** 50 monitors take about half a millisecond; between two slices the event loop serves heartbeats. */
const SLICE = 50;

interface DueRow {
  readonly n: number;
  readonly kind: Kind;
  readonly id: string;
  readonly due_at: number;
}

/**
 * Lists over all monitors. They are read on the writing connection, in slices: what was heard last is in this
 * thread's memory, and handing documents over from a worker would cost this thread as much as reading them.
 */
export class MonitorLists {
  readonly #monitors: Monitors;
  readonly #clock: Clock;
  readonly #due: StatementSync;
  readonly #ids: StatementSync;

  constructor(db: DatabaseSync, monitors: Monitors, clock: Clock) {
    this.#monitors = monitors;
    this.#clock = clock;
    this.#due = db.prepare(`
      SELECT s.n, s.kind, s.id, m.due_at FROM monitors m JOIN subjects s ON s.n = m.subject
      WHERE m.due_at IS NOT NULL AND m.due_at <= ?1 AND (m.due_at, m.subject) > (?2, ?3)
        AND (m.expires_at IS NULL OR m.expires_at > ?4)
      ORDER BY m.due_at, m.subject LIMIT ${DUE_PAGE}`);
    this.#ids = db.prepare(`SELECT id FROM subjects WHERE kind = ? AND id > ? ORDER BY id LIMIT ${SLICE}`);
  }

  /** Monitors that want to be woken, soonest first. */
  async *due(before: number): AsyncGenerator<readonly Due[]> {
    let last = { due_at: -1, n: 0 };
    for (;;) {
      const rows = await reading(() => this.#dueAfter(last, before));
      if (rows.length > 0) yield rows.map(({ kind, id, due_at }) => ({ ref: { kind, id }, dueAt: due_at }));
      if (rows.length < DUE_PAGE) return;
      last = rows[rows.length - 1] ?? last;
    }
  }

  #dueAfter(last: { due_at: number; n: number }, before: number): DueRow[] {
    return this.#due.all(before, last.due_at, last.n, this.#clock.now()) as unknown as DueRow[];
  }

  /** In order of id; the cursor is the last id of the page before. */
  async list(kind: Kind, limit: number, cursor = ''): Promise<Page<Monitor>> {
    const items: Monitor[] = [];
    let after = cursor;
    for (;;) {
      const slice = await reading(() => this.#slice(kind, after));
      items.push(...slice.monitors);
      if (items.length > limit) return { items: items.slice(0, limit), cursor: items[limit - 1]?.id };
      if (slice.next === undefined) return { items };
      after = slice.next;
      await nextTurn();
    }
  }

  #slice(kind: Kind, after: string): { monitors: Monitor[]; next: string | undefined } {
    const rows = this.#ids.all(kind, after) as unknown as { id: string }[];
    const monitors = rows.flatMap(({ id }) => this.#monitors.read({ kind, id }) ?? []);
    return { monitors, next: rows.length < SLICE ? undefined : rows[SLICE - 1]?.id };
  }
}
