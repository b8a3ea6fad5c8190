import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Due, Page } from '../../core/ports/monitor-store.ts';
import { DUE_PAGE, type DueStatements, duePages } from './due-pages.ts';
import type { Monitors } from './monitors.ts';
import { reading } from './store-errors.ts';

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
  readonly #due: DueStatements;
  readonly #ids: StatementSync;

  constructor(db: DatabaseSync, monitors: Monitors, clock: Clock) {
    this.#monitors = monitors;
    this.#clock = clock;
    const due = (bounds: string) =>
      db.prepare(`
        SELECT s.n, s.kind, s.id, m.due_at FROM monitors m JOIN subjects s ON s.n = m.subject
        WHERE m.due_at IS NOT NULL AND ${bounds} AND (m.expires_at IS NULL OR m.expires_at > ?3)
        ORDER BY m.due_at, m.subject LIMIT ${DUE_PAGE}`);
    this.#due = {
      at: due('m.due_at = ?1 AND m.subject > ?2'),
      after: due('m.due_at > ?1 AND m.due_at <= ?2'),
    };
    this.#ids = db.prepare(`SELECT id FROM subjects WHERE kind = ? AND id > ? ORDER BY id LIMIT ${SLICE}`);
  }

  /** Monitors that want to be woken, soonest first. */
  async *due(before: number): AsyncGenerator<readonly Due[]> {
    for await (const rows of duePages<DueRow>(this.#due, before, () => [this.#clock.now()])) {
      yield rows.map(({ kind, id, due_at }) => ({ ref: { kind, id }, dueAt: due_at }));
    }
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
