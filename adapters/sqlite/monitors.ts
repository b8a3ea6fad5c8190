import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { patchBetween, patched } from '../../core/monitor/patch.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { BeatRecord, HeardGuard } from '../../core/ports/monitor-store.ts';
import type { BeatLog } from './beat-log.ts';
import { type Heard, isAlive, takeOver, withHeard } from './heard.ts';
import type { HeardState } from './heard-state.ts';

const holds = (guard: HeardGuard, lastBeatAt: number | undefined): boolean =>
  'exactly' in guard
    ? lastBeatAt === guard.exactly
    : (lastBeatAt ?? Number.NEGATIVE_INFINITY) <= guard.atMost;

/** Monitors as documents, and everything that changes one but a steady beat. */
export class Monitors {
  readonly #state: HeardState;
  readonly #log: BeatLog;
  readonly #clock: Clock;
  readonly #doc: StatementSync;
  readonly #write: StatementSync;

  constructor(db: DatabaseSync, state: HeardState, log: BeatLog, clock: Clock) {
    this.#state = state;
    this.#log = log;
    this.#clock = clock;
    this.#doc = db.prepare('SELECT doc FROM monitors WHERE subject = ?');
    this.#write = db.prepare(`
      INSERT INTO monitors (subject, born, version, due_at, expires_at, through, head, doc)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT (subject) DO UPDATE SET born = ?2, version = ?3, due_at = ?4, expires_at = ?5, through = ?6,
        head = ?7, doc = ?8`);
  }

  read(ref: MonitorRef): Monitor | undefined {
    const heard = this.#living(ref);
    return heard && this.#now(heard);
  }

  /** Inside a write. */
  create(monitor: Monitor, replacing: Monitor | undefined): boolean {
    const there = this.#living(monitor)?.life;
    const mayReplace =
      there?.status === 'closed' && there.born === replacing?.born && there.version === replacing.version;
    if (there && !mayReplace) return false;
    this.#put(this.#state.findOrAdd(monitor), monitor);
    return true;
  }

  /** Inside a write: the patch is applied to the monitor as it is now, with every steady beat since the read. */
  change(read: Monitor, after: Monitor, guard?: HeardGuard, record?: BeatRecord): boolean {
    const heard = this.#living(read);
    if (!heard || heard.life?.born !== read.born || heard.life.version !== read.version) return false;
    if (guard && !holds(guard, heard.lastBeatAt)) return false;
    this.#put(heard, patched(this.#now(heard), patchBetween(read, after)), record);
    return true;
  }

  /** Inside a write. Nothing but what was published is removed, and `dueAt` stays. */
  markPublished(ref: MonitorRef, born: number, sequence: number): void {
    const heard = this.#living(ref);
    if (heard?.life?.born !== born) return;
    const monitor = this.#now(heard);
    if (sequence < monitor.published || (sequence === monitor.published && !monitor.inherited)) return;
    this.#put(heard, patched(monitor, { set: { published: sequence }, remove: ['inherited'] }));
  }

  #living(ref: MonitorRef): Heard | undefined {
    const heard = this.#state.find(ref);
    return heard?.life && isAlive(heard.life, this.#clock.now()) ? heard : undefined;
  }

  #now(heard: Heard): Monitor {
    const row = this.#doc.get(heard.subject) as unknown as { doc: string };
    return withHeard(JSON.parse(row.doc) as Monitor, heard);
  }

  #put(heard: Heard, monitor: Monitor, record?: BeatRecord): void {
    this.#state.changing(heard);
    if (record) this.#log.append(heard, record);
    takeOver(heard, monitor);
    const { born, version, dueAt = null, expiresAt = null } = monitor;
    const doc = JSON.stringify(monitor);
    this.#write.run(heard.subject, born, version, dueAt, expiresAt, heard.through, heard.head, doc);
  }
}
