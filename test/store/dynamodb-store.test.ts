import { afterAll, beforeAll, jest } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { describeStore } from './store-contract.ts';

// An emulator writes a few hundred items a second, and some cases write thousands.
const PATIENCE_MS = 60_000;
jest.setTimeout(PATIENCE_MS);

const tables = new Map<Store, string>();
let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await TestDynamo.start();
});
afterAll(() => dynamo.stop());

describeStore('DynamoDB', {
  async open(clock) {
    const tableName = await dynamo.createTable();
    const store = createDynamoStore({ client: dynamo.client, tableName, clock, timeoutMs: PATIENCE_MS });
    tables.set(store, tableName);
    return store;
  },
  async close(store) {
    const tableName = tables.get(store);
    tables.delete(store);
    if (tableName) await dynamo.dropTable(tableName);
  },
});
