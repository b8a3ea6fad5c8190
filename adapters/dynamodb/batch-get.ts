import { setTimeout as pause } from 'node:timers/promises';
import type { ItemKey } from '../../contracts/table/keys.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { inParallel } from './in-parallel.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

/** DynamoDB takes no more in one request. */
const MOST_KEYS = 100;
const MOST_AT_ONCE = 8;
/** 50, 100, 200, 400, 800 ms: what is left over was throttled. */
const FIRST_PAUSE_MS = 50;
const MOST_ROUNDS = 6;

export const nameOfKey = ({ pk, sk }: ItemKey): string => `${pk} ${sk}`;

/** The items under many keys, by `nameOfKey`; a key may be asked for twice. */
export async function batchGet(table: Table, keys: readonly ItemKey[]): Promise<ReadonlyMap<string, Item>> {
  const distinct = [...new Map(keys.map((key) => [nameOfKey(key), key])).values()];
  const batches = Array.from({ length: Math.ceil(distinct.length / MOST_KEYS) }, (_, i) =>
    distinct.slice(i * MOST_KEYS, (i + 1) * MOST_KEYS),
  );
  const found = await inParallel(batches, MOST_AT_ONCE, (batch) => wholeBatch(table, batch));
  return new Map(found.flat().map((item) => [nameOfKey(item as unknown as ItemKey), item]));
}

async function wholeBatch(table: Table, keys: readonly ItemKey[]): Promise<Item[]> {
  const found: Item[] = [];
  let left = keys;
  for (let round = 0; ; round++) {
    const answer = await table.getSome(left);
    found.push(...answer.items);
    left = answer.left;
    if (left.length === 0) return found;
    if (round + 1 === MOST_ROUNDS) throw new StoreUnavailable('DynamoDB left keys of a batch unread');
    await pause(FIRST_PAUSE_MS * 2 ** round);
  }
}
