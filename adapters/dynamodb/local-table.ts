import { setTimeout as pause } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KEY_TYPES, TABLE } from '../../contracts/table/shape.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { translated } from './store-errors.ts';

/** 100 looks, 100 ms apart: an emulator needs less than a second. */
const MOST_LOOKS = 100;
const LOOK_EVERY_MS = 100;

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

async function statusOf(client: DynamoDBDocumentClient, name: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.TableStatus;
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw translated(error);
  }
}

const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' as const });
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' as const });

export const tableDefinition = (name: string) => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: Object.entries(KEY_TYPES).map(([attribute, type]) => ({
    AttributeName: attribute,
    AttributeType: type,
  })),
  KeySchema: [hash(TABLE.partitionKey), range(TABLE.sortKey)],
  GlobalSecondaryIndexes: [
    {
      IndexName: TABLE.dueIndex.name,
      KeySchema: [hash(TABLE.dueIndex.partitionKey), range(TABLE.dueIndex.sortKey)],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
});

/** Makes the table of an emulator where it is absent, and waits until it can be used. */
export async function ensureLocalTable(client: DynamoDBDocumentClient, name: string): Promise<void> {
  if ((await statusOf(client, name)) === undefined) {
    try {
      await client.send(new CreateTableCommand(tableDefinition(name)));
    } catch (error) {
      // Another process was first.
      if (!isNamed(error, 'ResourceInUseException')) throw translated(error);
    }
  }
  for (let look = 0; look < MOST_LOOKS; look++) {
    if ((await statusOf(client, name)) === 'ACTIVE') return;
    await pause(LOOK_EVERY_MS);
  }
  throw new StoreUnavailable(`The table ${name} did not become ready`);
}

/** @throws an error whose message an operator can act on, where the table is not there. */
export async function requireTable(client: DynamoDBDocumentClient, name: string): Promise<void> {
  if ((await statusOf(client, name)) === undefined) {
    throw new StoreUnavailable(`There is no table ${name} in this region and account`);
  }
}
