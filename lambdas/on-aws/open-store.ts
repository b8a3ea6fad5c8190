import { createClient } from '../../adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Store } from '../../core/ports/store.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** The stack's table. `timeoutMs`: each command is given up after this, its repetitions included. */
export const openStore = (env: Environment, clock: Clock, timeoutMs?: number): Store =>
  createDynamoStore({
    client: createClient(clientOptions(env, 'DYNAMODB')),
    tableName: required(env, 'TABLE_NAME'),
    clock,
    timeoutMs,
  });
