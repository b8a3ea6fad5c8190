import { beatPartition, transitionPartition, uptimeKey } from '../../contracts/table/keys.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import { inParallel } from './in-parallel.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';

/** At 5 ms each and 25 side by side, 2,000 take half a second. */
const MOST_ITEMS = 2_000;
const MOST_AT_ONCE = 25;
const PAGE = 500;

/** Removes what happened to one monitor, item by item. @returns whether nothing is left. */
export async function removeHistory(table: Table, ref: MonitorRef): Promise<boolean> {
  let removed = 0;
  for (const partition of [beatPartition(ref), transitionPartition(ref)]) {
    const pages = table.queryKeys({ condition: partitionBefore(partition), pageSize: PAGE });
    for await (const keys of pages) {
      await inParallel(keys, MOST_AT_ONCE, (key) => table.remove(key));
      removed += keys.length;
      if (removed >= MOST_ITEMS) return false;
    }
  }
  await table.remove(uptimeKey(ref));
  return true;
}
