import { randomBytes } from 'node:crypto';
import { beatKey, beatPartition, monitorKey } from '../../contracts/table/keys.ts';
import { momentsBefore, timeToLive } from '../../contracts/table/sortable.ts';
import { beatsKeptMs } from '../../core/monitor/kept-beats.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { HistoryQuery } from '../../core/ports/history-store.ts';
import type { BeatRecord } from '../../core/ports/monitor-store.ts';
import { firstOf, isLiving } from './living.ts';
import { monitorOf } from './monitor-items.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

/** Beats without their metadata are about 150 bytes: 1,000 of them are a small page. */
const PAGE = 1_000;

/** What senders write in any shape stands as text: DynamoDB knows fewer numbers than JSON. */
const FREE = ['metadata', 'vitals', 'clientDurationMs'] as const;

/**
 * Tells the beats of one millisecond apart. Those of one process sort as they came: 4 digits in base 36 count to
 * 1.6 million before they begin anew. 6 random bytes tell processes apart.
 */
class Suffixes {
  readonly #process = randomBytes(6).toString('base64url');
  #count = 0;

  next(): string {
    this.#count = (this.#count + 1) % 36 ** 4;
    return `${this.#count.toString(36).padStart(4, '0')}${this.#process}`;
  }
}

function itemOf(ref: MonitorRef, record: BeatRecord, suffix: string, keptMs: number): Item {
  const free = FREE.filter((field) => record[field] !== undefined);
  return {
    ...record,
    ...(record.message !== undefined && { message: record.message.toWellFormed() }),
    ...Object.fromEntries(free.map((field) => [field, JSON.stringify(record[field])])),
    ...beatKey(ref, record.at, suffix),
    ttl: timeToLive(record.at + keptMs),
  };
}

function recordOf({ pk: _pk, sk: _sk, ttl: _ttl, ...record }: Item): BeatRecord {
  const free = FREE.filter((field) => record[field] !== undefined);
  return {
    ...record,
    ...Object.fromEntries(free.map((field) => [field, JSON.parse(String(record[field]))])),
  } as unknown as BeatRecord;
}

/** The history of signals. How long each is kept follows its monitor's schedule when it is written. */
export class Beats {
  readonly #table: Table;
  readonly #suffixes = new Suffixes();

  constructor(table: Table) {
    this.#table = table;
  }

  async put(monitor: Monitor, record: BeatRecord): Promise<void> {
    await this.#put(monitor, record, monitor);
  }

  /** Where the monitor is not at hand it is read, for its schedule. */
  async append(ref: MonitorRef, record: BeatRecord): Promise<void> {
    const item = await this.#table.get(monitorKey(ref));
    await this.#put(ref, record, item && monitorOf(ref.kind, item));
  }

  async list(ref: MonitorRef, { limit, before }: HistoryQuery): Promise<readonly BeatRecord[]> {
    const pages = this.#table.query({
      condition: partitionBefore(
        beatPartition(ref),
        before === undefined ? undefined : momentsBefore(before),
      ),
      newestFirst: true,
      pageSize: Math.min(limit, PAGE),
    });
    const now = this.#table.clock.now();
    return (await firstOf(pages, limit, (item) => isLiving(item, now))).map(recordOf);
  }

  async #put(ref: MonitorRef, record: BeatRecord, monitor: Monitor | undefined): Promise<void> {
    await this.#table.put(itemOf(ref, record, this.#suffixes.next(), beatsKeptMs(monitor, record.at)));
  }
}
