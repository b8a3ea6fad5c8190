import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamoStore, tableOf } from '../../adapters/dynamodb/dynamo-store.ts';
import { ExpiredSweep } from '../../adapters/dynamodb/expired-sweep.ts';
import { ensureLocalTable, requireTable } from '../../adapters/dynamodb/local-table.ts';
import { beatKey, monitorKey } from '../../contracts/table/keys.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { aService, DAY, HOUR, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await TestDynamo.start();
});
afterAll(() => dynamo.stop());

describe('a local table', () => {
  it('is made once, however many processes start at once, and found again', async () => {
    const name = `local-${process.pid}`;
    await expect(requireTable(dynamo.client, name)).rejects.toThrow(`There is no table ${name}`);
    await Promise.all([1, 2, 3].map(() => ensureLocalTable(dynamo.client, name)));
    await ensureLocalTable(dynamo.client, name);
    await requireTable(dynamo.client, name);
    await dynamo.dropTable(name);
  });
});

describe('the sweep of what has expired', () => {
  it('removes it and nothing else, once an hour', async () => {
    const clock = new ManualClock(T0);
    const tableName = await dynamo.createTable();
    const options = { client: dynamo.client, tableName, clock };
    const store = createDynamoStore(options);
    const sweep = new ExpiredSweep(tableOf(options));
    const expiring = aService({ id: 'going', expiresAt: T0 + HOUR });
    const staying = aService({ id: 'staying', status: 'up' });
    await store.create(expiring);
    await store.create(staying);
    await store.appendBeat(staying, { at: T0, type: 'alive' });
    await store.appendBeat(staying, { at: T0 + DAY, type: 'alive' });

    expect(await sweep.run(T0)).toBe(0);
    clock.set(T0 + DAY + HOUR);
    expect(await sweep.run(T0 + 1)).toBe(0);
    expect(await sweep.run(clock.now())).toBe(2);
    const gone = await dynamo.client.send(
      new GetCommand({ TableName: tableName, Key: { ...monitorKey(expiring) } }),
    );
    expect(gone.Item).toBeUndefined();
    expect(beatKey(staying, T0, '').pk).toBe('BEATS#service#staying');
    expect(await store.read(staying)).toEqual(staying);
    expect(await store.beats(staying, { limit: 10 })).toHaveLength(1);
  });
});
