import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { selectionOf } from '../../adapters/sqlite/delivery-list.ts';
import { migrate } from '../../adapters/sqlite/schema.ts';
import type { DeliveryQuery } from '../../core/ports/delivery-store.ts';

const db = new DatabaseSync(':memory:');
migrate(db);

/** How SQLite goes about it, with none of the statistics that it would have of a database in use. */
function planOf(query: Omit<DeliveryQuery, 'limit'>): string {
  const { sql, values } = selectionOf({ limit: 50, ...query });
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
  return rows.map(({ detail }) => detail).join(', ');
}

const cursor = '1772452800000.7';
const monitor = { kind: 'service', id: 'shop' } as const;

describe('the list of deliveries in SQLite', () => {
  it.each<[string, Omit<DeliveryQuery, 'limit'>]>([
    ['deliveries_created', {}],
    ['deliveries_created (created_at<?)', { cursor }],
    ['deliveries_state (state=?)', { state: 'failed' }],
    ['deliveries_state (state=? AND created_at<?)', { state: 'failed', cursor }],
    ['deliveries_state (state=? AND created_at<?)', { state: 'failed', channel: 'slack', cursor }],
    ['deliveries_channel (channel=? AND created_at<?)', { channel: 'slack', cursor }],
    ['deliveries_channel (channel=? AND created_at<?)', { state: 'delivered', channel: 'slack', cursor }],
  ])('reads %s in order, and sorts nothing', (index, query) => {
    expect(planOf(query)).toMatch(/^(SCAN|SEARCH) deliveries USING INDEX /);
    expect(planOf(query).endsWith(`USING INDEX ${index}`)).toBe(true);
  });

  it.each<[Omit<DeliveryQuery, 'limit'>]>([
    [{ monitor }],
    [{ monitor, cursor, state: 'delivered', channel: 'slack' }],
  ])('of a monitor reads its own alone, and sorts those: %j', (query) => {
    expect(planOf(query)).toBe(
      'SEARCH deliveries USING INDEX sqlite_autoindex_deliveries_1 (transition_id>? AND transition_id<?), ' +
        'USE TEMP B-TREE FOR ORDER BY',
    );
  });
});
