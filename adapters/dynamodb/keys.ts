import { KEY_PARTITIONS, keyKey } from '../../contracts/table/keys.ts';
import type { KeyRow, KeyStore } from '../../core/ports/key-store.ts';
import { all, either, PRESENT } from './conditions.ts';
import { partitionAfter } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

/** 1,000 keys of about 200 bytes from each partition. */
const PAGE = 1_000;

const keyOf = ({ pk: _pk, sk, ...row }: Item): KeyRow => ({ ...row, hash: sk }) as unknown as KeyRow;

async function listKeys(table: Table): Promise<readonly KeyRow[]> {
  const partitions = KEY_PARTITIONS.map(async (partition) => {
    const found: KeyRow[] = [];
    for await (const page of table.query({ condition: partitionAfter(partition), pageSize: PAGE }))
      found.push(...page.map(keyOf));
    return found;
  });
  return (await Promise.all(partitions)).flat();
}

/** A key that was removed does not come back, and a late touch does not set its last use back. */
async function touchKey(table: Table, hash: string, at: number): Promise<void> {
  const names = { '#lastUsedAt': 'lastUsedAt' };
  const earlier = either(
    { expression: 'attribute_not_exists(#lastUsedAt)', names },
    { expression: '#lastUsedAt < :lastUsedAt', names },
  );
  await table.update(
    keyKey(hash),
    { expression: 'SET #lastUsedAt = :lastUsedAt', names, values: { ':lastUsedAt': at } },
    all(PRESENT, earlier),
  );
}

/** Where the condition fails, the key is gone, or was to be refused sooner, or an answer was lost on its way. */
async function retireKey(table: Table, hash: string, expiresAt: number): Promise<boolean> {
  const names = { '#expiresAt': 'expiresAt' };
  const later = either(
    { expression: 'attribute_not_exists(#expiresAt)', names },
    { expression: '#expiresAt > :expiresAt', names },
  );
  const { written } = await table.update(
    keyKey(hash),
    { expression: 'SET #expiresAt = :expiresAt', names, values: { ':expiresAt': expiresAt } },
    all(PRESENT, later),
  );
  return written || (await table.get(keyKey(hash))) !== undefined;
}

/** Keys by their hash, which is all that is stored of them. */
export const keyStore = (table: Table): KeyStore => ({
  async keyByHash(hash) {
    const item = await table.get(keyKey(hash));
    return item && keyOf(item);
  },
  async putKey({ hash, ...row }) {
    await table.put({ ...row, ...keyKey(hash) });
  },
  touchKey: (hash, at) => touchKey(table, hash, at),
  retireKey: (hash, expiresAt) => retireKey(table, hash, expiresAt),
  async removeKey(hash) {
    await table.remove(keyKey(hash));
  },
  listKeys: () => listKeys(table),
});
