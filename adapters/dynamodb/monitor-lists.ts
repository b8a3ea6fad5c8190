import { monitorPartition } from '../../contracts/table/keys.ts';
import { MONITOR_SHARDS } from '../../contracts/table/shards.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import type { Page } from '../../core/ports/monitor-store.ts';
import { mergedShards } from './merged-shards.ts';
import { isAlive, monitorOf } from './monitor-items.ts';
import { partitionAfter } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

/** Shards are about equal, so that a quarter more than its share of a page is rarely not enough. */
const SHARE = 1.25 / MONITOR_SHARDS;
const LEAST_READ = 5;

/** As DynamoDB sorts text: by its bytes in UTF-8. */
const byId = (a: Item, b: Item): number =>
  Buffer.compare(Buffer.from(String(a.sk)), Buffer.from(String(b.sk)));

/** In order of id over all shards of the kind; the cursor is the last id of the page before. */
export async function listMonitors(
  table: Table,
  kind: Kind,
  limit: number,
  cursor: string | undefined,
): Promise<Page<Monitor>> {
  const now = table.clock.now();
  const pageSize = Math.max(LEAST_READ, Math.ceil(limit * SHARE));
  const shards = Array.from({ length: MONITOR_SHARDS }, (_, shard) =>
    table.query({ condition: partitionAfter(monitorPartition(kind, shard), cursor), pageSize }),
  );
  const items: Monitor[] = [];
  for await (const page of mergedShards(shards, byId)) {
    for (const item of page) {
      const monitor = monitorOf(kind, item);
      if (isAlive(monitor, now)) items.push(monitor);
    }
    if (items.length > limit) return { items: items.slice(0, limit), cursor: items[limit - 1]?.id };
  }
  return { items };
}
