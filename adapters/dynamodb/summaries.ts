import { SUMMARY_PARTITION, summaryKey } from '../../contracts/table/keys.ts';
import { timeToLive } from '../../contracts/table/sortable.ts';
import type { HistoryQuery, Summary } from '../../core/ports/history-store.ts';
import { firstOf } from './living.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

const KEPT = 1_000;
/**
 * 1,000 at one per 5 minutes are three days and a half; at one every two hours, 83 days. Older ones are not shown
 * any more, and of 26,000 in 90 days 100 bytes each are 3 MB.
 */
const REMOVED_AFTER_MS = 90 * 86_400_000;

const summaryOf = ({ at, counts }: Item): Summary => ({ at, counts }) as unknown as Summary;

/** Counts of the whole fleet over time. Exactly the newest 1,000 are shown; DynamoDB removes others later. */
export class Summaries {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put({ at, counts }: Summary): Promise<void> {
    await this.#table.put({ ...summaryKey(at), at, counts, ttl: timeToLive(at + REMOVED_AFTER_MS) });
  }

  /** Only from the newest on can one tell which are among the newest 1,000: 100 KB at most. */
  async list({ limit, before }: HistoryQuery): Promise<readonly Summary[]> {
    const read = before === undefined ? Math.min(limit, KEPT) : KEPT;
    const pages = this.#table.query({
      condition: partitionBefore(SUMMARY_PARTITION),
      newestFirst: true,
      pageSize: read,
    });
    const newest = (await firstOf(pages, read, () => true)).map(summaryOf);
    return newest.filter(({ at }) => before === undefined || at < before).slice(0, limit);
  }
}
