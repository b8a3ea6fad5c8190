import type { StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { BeatLog } from './beat-log.ts';
import type { Heard } from './heard.ts';
import type { HeardState } from './heard-state.ts';
import type { Parts } from './parts.ts';
import type { WriteQueue } from './write-queue.ts';

/** A round starts 5 s after the last one ended: what a crash leaves to replay is at most two rounds. */
export const WRITE_BACK_EVERY_MS = 5_000;
/** 500 rows take about 1 ms; 10,000 a second write 100,000 monitors in 10 s. */
const SLICE = 500;
const SLICE_EVERY_MS = 50;

/**
 * Writes what was heard from memory to its table, so that the log need not be replayed from its beginning: in
 * rounds over all monitors that beat since, in order of their rows, a slice at a time.
 */
export class WriteBack {
  readonly #queue: WriteQueue;
  readonly #state: HeardState;
  readonly #log: BeatLog;
  readonly #write: StatementSync;
  readonly #mark: StatementSync;
  readonly #stopping = new AbortController();

  constructor({ db, queue, state, log }: Pick<Parts, 'db' | 'queue' | 'state' | 'log'>) {
    this.#queue = queue;
    this.#state = state;
    this.#log = log;
    this.#write = db.prepare(`
      INSERT INTO heard (subject, through, head, last_beat_at, last_message, vitals, runs)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (subject) DO UPDATE SET through = ?2, head = ?3, last_beat_at = ?4, last_message = ?5,
        vitals = ?6, runs = ?7`);
    this.#mark = db.prepare('UPDATE written_back SET through = ?');
  }

  /** Round after round until `stop`. */
  async run(everyMs: number): Promise<void> {
    while (await this.#pause(everyMs)) {
      // `onFlushError` was told where the disk refused it; nothing is lost with it, since the log has every beat.
      await this.#round().catch(() => {});
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Inside a write: everything at once. */
  writeAll(): void {
    for (const heard of this.#state.dirty) this.#writeOne(heard);
    this.#mark.run(this.#log.last);
  }

  async #round(): Promise<void> {
    const through = this.#log.last;
    const dirty = [...this.#state.dirty].sort((a, b) => a.subject - b.subject);
    for (let i = 0; i < dirty.length; i += SLICE) {
      if (i > 0 && !(await this.#pause(SLICE_EVERY_MS))) return;
      const slice = dirty.slice(i, i + SLICE);
      await this.#queue.write(() => this.#writeSlice(slice));
    }
    if (dirty.length > 0) await this.#queue.write(() => this.#mark.run(through));
  }

  #writeSlice(slice: readonly Heard[]): void {
    // What was removed since the round began is dirty no more.
    for (const heard of slice) if (this.#state.dirty.has(heard)) this.#writeOne(heard);
  }

  #writeOne(heard: Heard): void {
    const vitals = heard.vitals === undefined ? null : JSON.stringify(heard.vitals);
    const runs = heard.runs.size === 0 ? null : JSON.stringify([...heard.runs]);
    const { subject, through, head, lastBeatAt = null, lastMessage = null } = heard;
    this.#write.run(subject, through, head, lastBeatAt, lastMessage, vitals, runs);
    this.#state.dirty.delete(heard);
    this.#queue.onRollback(() => this.#state.dirty.add(heard));
  }

  /** @returns false once the rounds are to end. */
  async #pause(ms: number): Promise<boolean> {
    const { signal } = this.#stopping;
    await setTimeout(ms, undefined, { signal, ref: false }).catch(() => {});
    return !signal.aborted;
  }
}
