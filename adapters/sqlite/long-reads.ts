import type { DatabaseSync } from 'node:sqlite';
import type { ClosedGap } from '../../core/monitor/hearing.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { Uptime } from '../../core/monitor/uptime.ts';
import type { Delivery, DeliveryQuery } from '../../core/ports/delivery-store.ts';
import type { HistoryQuery, Summary } from '../../core/ports/history-store.ts';
import type { KeyRow } from '../../core/ports/key-store.ts';
import type { BeatRecord, Page } from '../../core/ports/monitor-store.ts';
import { type BeatRow, recordOf } from './beat-rows.ts';
import { listDeliveries } from './delivery-list.ts';
import { keyOf, type StoredKey } from './key-rows.ts';

/** Later than any moment. */
const NO_END = Number.MAX_SAFE_INTEGER;

/** Reads that may take long. They run in the worker, on a connection of its own. */
export type LongReads = ReturnType<typeof longReads>;

export function longReads(db: DatabaseSync) {
  const beat = db.prepare('SELECT n, at, previous, type, body FROM beats WHERE n = ?');
  const link = db.prepare('SELECT previous FROM beats WHERE n = ? AND subject = ?');
  const transitions = db.prepare(`
    SELECT doc FROM transitions WHERE kind = ? AND id = ? AND at < ? ORDER BY born DESC, sequence DESC LIMIT ?`);
  const uptime = db.prepare('SELECT doc FROM uptimes WHERE kind = ? AND id = ? ORDER BY born DESC LIMIT 1');
  const summaries = db.prepare('SELECT at, counts FROM summaries WHERE at < ? ORDER BY at DESC LIMIT ?');
  const gaps = db.prepare('SELECT began, ended FROM gaps WHERE ended > ? ORDER BY ended, began');
  const keys = db.prepare('SELECT * FROM keys ORDER BY created_at, hash');

  return {
    /** From the newest beat backwards; about 2 µs for each one that is passed over. */
    beats(head: number, { limit, before = NO_END }: HistoryQuery): BeatRecord[] {
      const records: BeatRecord[] = [];
      let n = head;
      while (records.length < limit) {
        const row = beat.get(n) as unknown as (BeatRow & { previous: number }) | undefined;
        if (!row) break;
        if (row.at < before) records.push(recordOf(row));
        n = row.previous;
      }
      return records;
    },

    /** The numbers of all beats of a monitor, newest first. */
    beatNumbers(subject: number, head: number): number[] {
      const numbers: number[] = [];
      for (let n = head; ; ) {
        const row = link.get(n, subject) as unknown as { previous: number } | undefined;
        if (!row) return numbers;
        numbers.push(n);
        n = row.previous;
      }
    },

    transitions({ kind, id }: MonitorRef, { limit, before = NO_END }: HistoryQuery): Transition[] {
      const rows = transitions.all(kind, id, before, limit) as unknown as { doc: string }[];
      return rows.map((row) => JSON.parse(row.doc) as Transition);
    },

    uptimes(refs: readonly MonitorRef[]): (Uptime | undefined)[] {
      return refs.map(({ kind, id }) => {
        const row = uptime.get(kind, id) as unknown as { doc: string } | undefined;
        return row && (JSON.parse(row.doc) as Uptime);
      });
    },

    summaries({ limit, before = NO_END }: HistoryQuery): Summary[] {
      const rows = summaries.all(before, limit) as unknown as { at: number; counts: string }[];
      return rows.map(({ at, counts }) => ({ at, counts: JSON.parse(counts) as Summary['counts'] }));
    },

    deliveries: (query: DeliveryQuery): Page<Delivery> => listDeliveries(db, query),

    gaps(since: number): ClosedGap[] {
      const rows = gaps.all(since) as unknown as { began: number; ended: number }[];
      return rows.map(({ began, ended }) => ({ from: began, to: ended }));
    },

    keys: (): KeyRow[] => (keys.all() as unknown as StoredKey[]).map(keyOf),
  };
}
