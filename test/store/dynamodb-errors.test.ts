import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createClient } from '../../adapters/dynamodb/client.ts';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { itemOf } from '../../adapters/dynamodb/monitor-items.ts';
import { deliveryKey } from '../../contracts/table/keys.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { aService, T0 } from '../support/monitors.ts';
import { ScriptedDynamo, sdkError } from '../support/scripted-dynamo.ts';
import { steadyBeat } from './contract/beats.ts';
import { aTransition } from './contract/history.ts';

const SERVICE = aService({ status: 'up' });
const CONDITION_FAILED = sdkError('ConditionalCheckFailedException');
const REPEATED = sdkError('ConditionalCheckFailedException', 'failed', 2);
const SECRET = 'arn:aws:sts::123456789012:assumed-role/ingest';

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  return outcome as Error;
}

describe('a condition that failed', () => {
  it('is an answer, not an error', async () => {
    const answers: readonly ((dynamo: ScriptedDynamo) => Promise<unknown>)[] = [
      ({ store }) => store.create(SERVICE),
      ({ store }) =>
        store.change(SERVICE, { ...SERVICE, status: 'down' }, undefined, { at: T0, type: 'failed' }),
      async ({ store }) => (await store.recordSteady([steadyBeat(SERVICE, T0)]))[0],
      ({ store }) => store.writeHearing({ gaps: [] }, 1),
    ];
    for (const answer of answers) {
      const dynamo = new ScriptedDynamo(CONDITION_FAILED);
      expect(await answer(dynamo)).toBe(false);
      expect(dynamo.sent).toHaveLength(1);
    }
  });

  it('of a write that may only move forward says nothing', async () => {
    for (const write of [
      ({ store }: ScriptedDynamo) => store.markPublished(SERVICE, T0, 1),
      ({ store }: ScriptedDynamo) => store.markSweep(T0),
      ({ store }: ScriptedDynamo) => store.touchKey('abc', T0),
    ]) {
      await expect(write(new ScriptedDynamo(CONDITION_FAILED))).resolves.toBeUndefined();
    }
  });
});

describe('a request that was sent again and failed on its own first success', () => {
  const after: Monitor = { ...SERVICE, status: 'down', lastBeatAt: T0 };
  const stored = itemOf({ ...after, version: 2 });

  it('counts as written, record and all', async () => {
    const dynamo = new ScriptedDynamo(REPEATED, { Item: stored });
    expect(await dynamo.store.change(SERVICE, after, undefined, { at: T0, type: 'failed' })).toBe(true);
    expect(dynamo.commands).toEqual(['UpdateCommand', 'GetCommand', 'PutCommand']);
  });

  it.each([
    ['another version', { ...after, version: 3 }],
    ['another content', { ...after, version: 2, status: 'degraded' }],
    ['another life', { ...after, version: 2, born: T0 + 1 }],
  ] as const)('does not where the table holds %s', async (_what, other) => {
    const dynamo = new ScriptedDynamo(REPEATED, { Item: itemOf(other) });
    expect(await dynamo.store.change(SERVICE, after)).toBe(false);
  });

  it('counts as opened where the table holds exactly that delivery', async () => {
    const transition = aTransition();
    const delivery: Delivery = {
      ...{ transitionId: transitionId(transition), channel: 'slack', transition },
      ...{ state: 'pending', attempts: 0, createdAt: T0, dueAt: T0 },
    };
    const { transitionId: _id, channel: _channel, ...rest } = delivery;
    const stored = { ...deliveryKey(delivery), ...rest, dueShard: 1 };
    const opened = (item: object) =>
      new ScriptedDynamo({}, REPEATED, { Item: item }).store.openDelivery(delivery);
    expect(await opened(stored)).toBe(true);
    expect(await opened({ ...stored, createdAt: T0 - 1 })).toBe(false);
  });

  it('counts as created where the table holds exactly that life', async () => {
    expect(await new ScriptedDynamo(REPEATED, { Item: itemOf(SERVICE) }).store.create(SERVICE)).toBe(true);
    const other = itemOf({ ...SERVICE, keyId: 'k1' });
    expect(await new ScriptedDynamo(REPEATED, { Item: other }).store.create(SERVICE)).toBe(false);
    expect(await new ScriptedDynamo(REPEATED, {}).store.create(SERVICE)).toBe(false);
  });
});

describe('a store that does not answer', () => {
  it('is given up after the time that a command may take', async () => {
    const server = createServer(() => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = createClient({ endpoint, region: 'us-east-1', credentials });
    const clock = new ManualClock(T0);
    const store = createDynamoStore({ client, tableName: 'heartbeats', clock, timeoutMs: 50 });
    await expect(store.read(SERVICE)).rejects.toThrow(StoreUnavailable);
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
});

describe('a store that fails', () => {
  it.each([
    sdkError('ProvisionedThroughputExceededException'),
    sdkError('ThrottlingException'),
    sdkError('RequestLimitExceeded'),
    sdkError('InternalServerError'),
    sdkError('ServiceUnavailable'),
    sdkError('ItemCollectionSizeLimitExceededException'),
    sdkError('ResourceNotFoundException'),
    sdkError('AccessDeniedException', `User: ${SECRET} is not authorized`),
    sdkError('TimeoutError'),
    sdkError('AbortError'),
    sdkError('CredentialsProviderError'),
    Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' }),
  ])('is unavailable, with the cause but not its words: $name $message', async (cause) => {
    const failures = [
      failureOf(new ScriptedDynamo(cause).store.read(SERVICE)),
      failureOf(new ScriptedDynamo(cause).store.create(SERVICE)),
      failureOf(new ScriptedDynamo(cause).store.recordSteady([steadyBeat(SERVICE, T0)])),
      failureOf(new ScriptedDynamo(cause).store.beats(SERVICE, { limit: 1 })),
      failureOf(new ScriptedDynamo(cause).store.uptimes([SERVICE])),
      failureOf(new ScriptedDynamo(cause).store.listMonitors('service', { limit: 1 })),
    ];
    for (const failure of await Promise.all(failures)) {
      expect(failure).toBeInstanceOf(StoreUnavailable);
      expect(failure.cause).toBe(cause);
      expect(failure.message).toMatch(/^(DynamoDB cannot be used \(\w+\)|An item is larger .*)$/);
      expect(failure.message).not.toContain(SECRET);
    }
  });

  it('says so of an item that is too large', async () => {
    const cause = sdkError('ValidationException', 'Item size has exceeded the maximum allowed size');
    const failure = await failureOf(new ScriptedDynamo(cause).store.create(SERVICE));
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure.message).toBe('An item is larger than DynamoDB keeps (400 KB)');
  });

  it('is not to blame for a request that no repetition makes right', async () => {
    const cause = sdkError('ValidationException', 'Invalid UpdateExpression');
    const failure = await failureOf(new ScriptedDynamo(cause).store.create(SERVICE));
    expect(failure).not.toBeInstanceOf(StoreUnavailable);
    expect(failure.cause).toBe(cause);
  });

  it('after the update of a beat leaves the beat unacknowledged', async () => {
    const dynamo = new ScriptedDynamo({ Attributes: itemOf(SERVICE) }, sdkError('InternalServerError'));
    await expect(dynamo.store.recordSteady([steadyBeat(SERVICE, T0)])).rejects.toThrow(StoreUnavailable);
  });

  it('leaves keys of a batch unread, and after several rounds that is a failure', async () => {
    const left = { UnprocessedKeys: { heartbeats: { Keys: [{ pk: 'UPTIME#service#a', sk: 'UPTIME' }] } } };
    const dynamo = new ScriptedDynamo(left, left, left, left, left, left);
    await expect(dynamo.store.uptimes([{ kind: 'service', id: 'a' }])).rejects.toThrow(StoreUnavailable);
    expect(dynamo.sent).toHaveLength(6);
  });
});
