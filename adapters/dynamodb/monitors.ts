import { monitorKey } from '../../contracts/table/keys.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { patchBetween, patched } from '../../core/monitor/patch.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import { same } from '../../core/monitor/same.ts';
import type { BeatRecord, HeardGuard } from '../../core/ports/monitor-store.ts';
import type { Beats } from './beats.ts';
import { ABSENT, all, either } from './conditions.ts';
import { asRead, closedAsRead, expired, holds, notExpired, notPublished } from './monitor-conditions.ts';
import { isAlive, itemOf, monitorOf } from './monitor-items.ts';
import { changeUpdate, publishedUpdate } from './monitor-updates.ts';
import type { Table } from './table.ts';

/** One item each, and everything that changes one but a steady beat. */
export class Monitors {
  readonly #table: Table;
  readonly #beats: Beats;

  constructor(table: Table, beats: Beats) {
    this.#table = table;
    this.#beats = beats;
  }

  async read(ref: MonitorRef): Promise<Monitor | undefined> {
    const item = await this.#table.get(monitorKey(ref));
    const monitor = item && monitorOf(ref.kind, item);
    return monitor && isAlive(monitor, this.#table.clock.now()) ? monitor : undefined;
  }

  async create(monitor: Monitor, replacing: Monitor | undefined): Promise<boolean> {
    const free = [ABSENT, expired(this.#table.clock.now())];
    const condition = either(...free, ...(replacing ? [closedAsRead(replacing)] : []));
    const { written, unsure } = await this.#table.put(itemOf(monitor), condition);
    if (!unsure) return written;
    return same(await this.read(monitor), monitor);
  }

  async change(read: Monitor, after: Monitor, guard?: HeardGuard, record?: BeatRecord): Promise<boolean> {
    const condition = all(asRead(read), notExpired(this.#table.clock.now()), holds(guard));
    const outcome = await this.#table.update(monitorKey(read), changeUpdate(read, after), condition);
    const written = outcome.unsure ? await this.#isWritten(read, after) : outcome.written;
    if (written && record) await this.#beats.put(after, record);
    return written;
  }

  async markPublished(ref: MonitorRef, born: number, sequence: number): Promise<void> {
    const condition = all(notPublished(born, sequence), notExpired(this.#table.clock.now()));
    await this.#table.update(monitorKey(ref), publishedUpdate(sequence), condition);
  }

  /** Whether the very next version says what `after` does: then the repeated request lost to its own first one. */
  async #isWritten(read: Monitor, after: Monitor): Promise<boolean> {
    const now = await this.read(read);
    if (now?.born !== read.born || now.version !== read.version + 1) return false;
    return same(patched(now, patchBetween(read, after)), { ...now, version: now.version + 1 });
  }
}
