import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kind } from '../../core/monitor/ref.ts';
import { BeatPurge } from './beat-purge.ts';
import type { HeardState } from './heard-state.ts';
import type { Parts } from './parts.ts';
import type { WriteQueue } from './write-queue.ts';

const DAY_MS = 86_400_000;
const TRANSITIONS_KEPT_MS = 400 * DAY_MS;
/** As long as transitions are: no uptime reaches back further. */
const GAPS_KEPT_MS = TRANSITIONS_KEPT_MS;
const SETTLED_KEPT_MS = 90 * DAY_MS;
/** 200 rows with their index entries take 1 to 2 ms. */
const SLICE = 200;

/** How many of each were removed. */
export interface Purged {
  readonly monitors: number;
  readonly beats: number;
  readonly transitions: number;
  readonly deliveries: number;
}

/** Housekeeping: removes what is beyond its retention, in slices between which heartbeats are written. */
export class Purge {
  readonly #queue: WriteQueue;
  readonly #state: HeardState;
  readonly #beats: BeatPurge;
  readonly #statements: ReturnType<typeof statements>;

  constructor({ db, queue, state }: Parts) {
    this.#queue = queue;
    this.#state = state;
    this.#beats = new BeatPurge(db, queue);
    this.#statements = statements(db);
  }

  async run(now: number): Promise<Purged> {
    const { transitions, deliveries, told, gaps } = this.#statements;
    await this.#inSlices(() => Number(gaps.run(now - GAPS_KEPT_MS).changes));
    await this.#inSlices(() => Number(told.run(now - SETTLED_KEPT_MS).changes));
    return {
      monitors: await this.#inSlices(() => this.#removeMonitors(now)),
      beats: await this.#beats.run(now),
      transitions: await this.#inSlices(() => Number(transitions.run(now - TRANSITIONS_KEPT_MS).changes)),
      deliveries: await this.#inSlices(() => Number(deliveries.run(now - SETTLED_KEPT_MS).changes)),
    };
  }

  async #inSlices(removeSlice: () => number): Promise<number> {
    let total = 0;
    for (;;) {
      const removed = await this.#queue.write(removeSlice);
      total += removed;
      if (removed < SLICE) return total;
      await nextTurn();
    }
  }

  /** With the subject goes the way to its beats; these follow when they are old enough. */
  #removeMonitors(now: number): number {
    const { expired, monitor, heard, uptimes, subject } = this.#statements;
    const rows = expired.all(now) as unknown as { n: number; kind: Kind; id: string }[];
    for (const { n, kind, id } of rows) {
      monitor.run(n);
      heard.run(n);
      subject.run(n);
      uptimes.run(kind, id);
      this.#state.forget({ kind, id });
    }
    return rows.length;
  }
}

const statements = (db: DatabaseSync) => ({
  expired: db.prepare(`
    SELECT s.n, s.kind, s.id FROM monitors m JOIN subjects s ON s.n = m.subject
    WHERE m.expires_at IS NOT NULL AND m.expires_at <= ? LIMIT ${SLICE}`),
  monitor: db.prepare('DELETE FROM monitors WHERE subject = ?'),
  heard: db.prepare('DELETE FROM heard WHERE subject = ?'),
  subject: db.prepare('DELETE FROM subjects WHERE n = ?'),
  uptimes: db.prepare('DELETE FROM uptimes WHERE kind = ? AND id = ?'),
  transitions: db.prepare(`
    DELETE FROM transitions WHERE (kind, id, born, sequence) IN
      (SELECT kind, id, born, sequence FROM transitions WHERE at < ? LIMIT ${SLICE})`),
  deliveries: db.prepare(`
    DELETE FROM deliveries WHERE n IN
      (SELECT n FROM deliveries WHERE settled_at IS NOT NULL AND settled_at < ? LIMIT ${SLICE})`),
  gaps: db.prepare(`
    DELETE FROM gaps WHERE (ended, began) IN (SELECT ended, began FROM gaps WHERE ended < ? LIMIT ${SLICE})`),
  // No delivery is tried for nearly as long: nothing older than this can still be on its way.
  told: db.prepare(`
    DELETE FROM told WHERE (channel, kind, id) IN
      (SELECT channel, kind, id FROM told WHERE at < ? LIMIT ${SLICE})`),
});
