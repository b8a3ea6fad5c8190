import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../core/ports/clock.ts';
import type { Store } from '../../core/ports/store.ts';
import { Beats } from './beats.ts';
import { channelStore } from './channels.ts';
import { deliveryStore } from './deliveries.ts';
import { historyStore } from './history-store.ts';
import { keyStore } from './keys.ts';
import { monitorStore } from './monitor-store.ts';
import { hearingStore } from './own-hearing.ts';
import { Table } from './table.ts';

/** Longer than DynamoDB ever takes where it is well; ingest may ask for less. */
const TIMEOUT_MS = 5_000;

export interface DynamoOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly clock: Clock;
  /** Each command is given up after this, its repetitions included, ms. */
  readonly timeoutMs?: number | undefined;
}

/** The store on one DynamoDB table. */
export function createDynamoStore(options: DynamoOptions): Store {
  const table = tableOf(options);
  const beats = new Beats(table);
  return {
    ...monitorStore(table, beats),
    ...historyStore(table, beats),
    ...hearingStore(table),
    ...keyStore(table),
    ...deliveryStore(table),
    ...channelStore(table),
  };
}

export const tableOf = ({ client, tableName, clock, timeoutMs = TIMEOUT_MS }: DynamoOptions): Table =>
  new Table({ client, name: tableName, clock, timeoutMs });
