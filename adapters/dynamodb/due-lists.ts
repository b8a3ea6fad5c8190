import { deliveryOfKey, type ItemKey, monitorOfKey } from '../../contracts/table/keys.ts';
import { TABLE } from '../../contracts/table/shape.ts';
import { DUE_SHARDS } from '../../contracts/table/shards.ts';
import type { DueDelivery } from '../../core/ports/delivery-store.ts';
import type { Due } from '../../core/ports/monitor-store.ts';
import { mergedShards } from './merged-shards.ts';
import type { Table } from './table.ts';

/** 1,000 keys of about 100 bytes from each shard; they are worked on before the next are read. */
const PAGE = 1_000;

interface DueItem extends ItemKey {
  readonly dueAt: number;
}

/** What stands in the index up to `before` and is what `pick` looks for, soonest first. */
async function* due<T>(
  table: Table,
  before: number,
  pick: (item: DueItem) => T | undefined,
): AsyncGenerator<readonly T[]> {
  const { partitionKey, sortKey } = TABLE.dueIndex;
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) =>
    table.query({
      condition: {
        expression: '#shard = :shard AND #dueAt <= :before',
        names: { '#shard': partitionKey, '#dueAt': sortKey },
        values: { ':shard': shard, ':before': before },
      },
      due: true,
      pageSize: PAGE,
    }),
  );
  const merged = mergedShards(
    shards as unknown as AsyncIterable<readonly DueItem[]>[],
    (a, b) => a.dueAt - b.dueAt,
  );
  for await (const page of merged) {
    const picked = page.flatMap((item) => pick(item) ?? []);
    if (picked.length > 0) yield picked as T[];
  }
}

export const dueMonitors = (table: Table, before: number): AsyncGenerator<readonly Due[]> =>
  due(table, before, (item) => {
    const ref = monitorOfKey(item);
    return ref && { ref, dueAt: item.dueAt };
  });

export const dueDeliveries = (table: Table, before: number): AsyncGenerator<readonly DueDelivery[]> =>
  due(table, before, (item) => {
    const ref = deliveryOfKey(item);
    return ref && { ...ref, dueAt: item.dueAt };
  });
