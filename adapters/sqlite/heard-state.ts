import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Monitor, Vitals } from '../../core/monitor/monitor.ts';
import { KINDS, type Kind, type MonitorRef } from '../../core/monitor/ref.ts';
import { type Heard, nothingHeard, takeOver } from './heard.ts';
import type { WriteQueue } from './write-queue.ts';

interface SubjectRow {
  readonly n: number;
  readonly kind: Kind;
  readonly id: string;
  readonly doc: string | null;
  readonly through: number | null;
  readonly head: number | null;
  readonly heard_through: number | null;
  readonly heard_head: number | null;
  readonly last_beat_at: number | null;
  readonly last_message: string | null;
  readonly vitals: string | null;
  readonly runs: string | null;
}

const SUBJECT = `
  SELECT s.n, s.kind, s.id, m.doc, m.through, m.head, h.through AS heard_through, h.head AS heard_head,
         h.last_beat_at, h.last_message, h.vitals, h.runs
  FROM subjects s LEFT JOIN monitors m ON m.subject = s.n LEFT JOIN heard h ON h.subject = s.n`;

/**
 * What was heard of each monitor, read from disk at its first use and then kept: this process alone writes, so
 * memory is never behind the disk. A transaction that fails puts everything back.
 */
export class HeardState {
  /** What write-back has to write; the log has it already. */
  readonly dirty = new Set<Heard>();
  readonly #byId: Readonly<Record<Kind, Map<string, Heard>>>;
  readonly #queue: WriteQueue;
  readonly #byRef: StatementSync;
  readonly #bySubject: StatementSync;
  readonly #addSubject: StatementSync;
  readonly #beatAt: StatementSync;

  constructor(db: DatabaseSync, queue: WriteQueue) {
    this.#queue = queue;
    this.#byId = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as Record<
      Kind,
      Map<string, Heard>
    >;
    this.#byRef = db.prepare(`${SUBJECT} WHERE s.kind = ? AND s.id = ?`);
    this.#bySubject = db.prepare(`${SUBJECT} WHERE s.n = ?`);
    this.#addSubject = db.prepare('INSERT INTO subjects (kind, id) VALUES (?, ?)');
    this.#beatAt = db.prepare('SELECT at FROM beats WHERE n = ?');
  }

  find(ref: MonitorRef): Heard | undefined {
    const known = this.#byId[ref.kind].get(ref.id);
    if (known) return known;
    const row = this.#byRef.get(ref.kind, ref.id) as unknown as SubjectRow | undefined;
    return row && this.#keep(row);
  }

  findSubject(subject: number): Heard | undefined {
    const row = this.#bySubject.get(subject) as unknown as SubjectRow | undefined;
    return row && (this.#byId[row.kind].get(row.id) ?? this.#keep(row));
  }

  /** Inside a write: the subject is made known where it is new. */
  findOrAdd(ref: MonitorRef): Heard {
    const known = this.find(ref);
    if (known) return known;
    const heard = nothingHeard(Number(this.#addSubject.run(ref.kind, ref.id).lastInsertRowid));
    const ids = this.#byId[ref.kind];
    ids.set(ref.id, heard);
    this.#queue.onRollback(() => {
      ids.delete(ref.id);
      this.dirty.delete(heard);
    });
    return heard;
  }

  /** Inside a write, before `heard` is changed. */
  changing(heard: Heard): void {
    const before = { ...heard };
    this.#queue.onRollback(() => Object.assign(heard, before));
  }

  /** Inside a write: the subject is gone from disk. */
  forget(ref: MonitorRef): void {
    const ids = this.#byId[ref.kind];
    const heard = ids.get(ref.id);
    if (!heard) return;
    const wasDirty = this.dirty.delete(heard);
    ids.delete(ref.id);
    this.#queue.onRollback(() => {
      ids.set(ref.id, heard);
      if (wasDirty) this.dirty.add(heard);
    });
  }

  #keep(row: SubjectRow): Heard {
    const heard = nothingHeard(row.n);
    if (row.doc !== null) takeOver(heard, JSON.parse(row.doc) as Monitor);
    heard.through = row.through ?? 0;
    heard.head = row.head ?? 0;
    if (row.heard_through !== null && row.heard_through > heard.through) takeWrittenBack(heard, row);
    // The newest beat may be beyond its retention: then so is the whole chain.
    const head = this.#beatAt.get(heard.head) as unknown as { at: number } | undefined;
    heard.headAt = head?.at ?? 0;
    if (!head) heard.head = 0;
    this.#byId[row.kind].set(row.id, heard);
    return heard;
  }
}

function takeWrittenBack(heard: Heard, row: SubjectRow): void {
  heard.through = row.heard_through ?? 0;
  heard.head = row.heard_head ?? 0;
  heard.lastBeatAt = row.last_beat_at ?? undefined;
  heard.lastMessage = row.last_message ?? undefined;
  heard.vitals = row.vitals === null ? undefined : (JSON.parse(row.vitals) as Vitals);
  heard.runs = new Map(row.runs === null ? [] : (JSON.parse(row.runs) as [string, number][]));
}
