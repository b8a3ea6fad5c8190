import { createClient } from '../adapters/dynamodb/client.ts';
import { createDynamoStore, tableOf } from '../adapters/dynamodb/dynamo-store.ts';
import { ExpiredSweep } from '../adapters/dynamodb/expired-sweep.ts';
import { ensureLocalTable, requireTable } from '../adapters/dynamodb/local-table.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { HomeStore } from './home-store.ts';
import type { DynamoSettings } from './settings.ts';

/** Emulators take any, but the SDK sends nothing unsigned. */
const ANY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const ANY_REGION = 'us-east-1';

/**
 * One process on a DynamoDB table. At an endpoint of one's own the table is made if it is absent, and what has
 * expired is removed by this process; on AWS the table is there and removes by itself.
 */
export async function openDynamoHome(settings: DynamoSettings, clock: Clock): Promise<HomeStore> {
  const { endpoint, tableName, region } = settings;
  const isSigned = process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;
  const client = createClient({
    endpoint,
    region: region ?? (endpoint && ANY_REGION),
    credentials: endpoint && !isSigned ? ANY_CREDENTIALS : undefined,
  });
  try {
    await (endpoint ? ensureLocalTable(client, tableName) : requireTable(client, tableName));
  } catch (error) {
    client.destroy();
    throw error;
  }
  const options = { client, tableName, clock };
  const expired = new ExpiredSweep(tableOf(options));
  return {
    ...createDynamoStore(options),
    purge: async (now) => (endpoint ? expired.run(now) : 0),
    close: async () => client.destroy(),
  };
}
