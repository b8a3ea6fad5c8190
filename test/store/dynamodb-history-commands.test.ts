import { describe, expect, it } from '@jest/globals';
import { itemOf } from '../../adapters/dynamodb/monitor-items.ts';
import { moment } from '../../contracts/table/sortable.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { aService, T0 } from '../support/monitors.ts';
import { ScriptedDynamo, sdkError } from '../support/scripted-dynamo.ts';
import { aTransition } from './contract/history.ts';

const REF = { kind: 'service', id: 'payment-api' } as const;
const DAY_S = 86_400;
const T0_S = T0 / 1_000;

async function drained<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

describe('history', () => {
  it('appends a beat after a read of the schedule that says how long it is kept', async () => {
    const monthly = aService({ config: { schedule: { type: 'none' } } });
    const dynamo = new ScriptedDynamo({ Item: itemOf(monthly) });
    await dynamo.store.appendBeat(REF, { at: T0, type: 'alive' });
    expect(dynamo.commands).toEqual(['GetCommand', 'PutCommand']);
    expect(dynamo.inputs[1]).toMatchObject({ Item: { ttl: T0_S + 30 * DAY_S } });
  });

  it('lists beats by one consistent query, newest first', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.beats(REF, { limit: 20, before: T0 });
    expect(dynamo.inputs).toEqual([
      {
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': 'BEATS#service#payment-api', ':before': '001772452800000' },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 20,
      },
    ]);
  });

  it('leaves out what has expired, and reads on until there are enough', async () => {
    const item = (at: number, ttl: number) => ({ pk: 'p', sk: 's', at, type: 'alive', ttl });
    const start = { pk: 'p', sk: 's' };
    const dynamo = new ScriptedDynamo(
      { Items: [item(T0 - 1, T0_S + 1), item(T0 - 2, T0_S)], LastEvaluatedKey: start },
      { Items: [item(T0 - 3, T0_S + 1)] },
    );
    const beats = await dynamo.store.beats(REF, { limit: 2 });
    expect(beats.map(({ at }) => at - T0)).toEqual([-1, -3]);
    expect(dynamo.inputs[1]).toMatchObject({ ExclusiveStartKey: start });
  });

  it('puts a transition under its life and number, for 400 days', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.putTransition(aTransition({ at: T0 }));
    expect(dynamo.inputs).toEqual([
      {
        Item: {
          ...aTransition({ at: T0 }),
          pk: 'TRANSITIONS#service#payment-api',
          sk: '001772452800000#0000000001',
          ttl: T0_S + 400 * DAY_S,
        },
      },
    ]);
  });

  it('puts a gap in our hearing by its end, for 400 days, and asks by one query', async () => {
    const dynamo = new ScriptedDynamo({}, { Items: [{ from: T0, to: T0 + 5, ttl: T0_S + 1 }] });
    await dynamo.store.keepGap({ from: T0, to: T0 + 5 });
    expect(await dynamo.store.gapsSince(T0)).toEqual([{ from: T0, to: T0 + 5 }]);
    expect(dynamo.inputs).toEqual([
      {
        Item: {
          pk: 'GAPS',
          sk: '001772452800005#001772452800000',
          from: T0,
          to: T0 + 5,
          ttl: T0_S + 1 + 400 * DAY_S,
        },
      },
      {
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': 'GAPS', ':after': '001772452800000' },
        ConsistentRead: true,
        Limit: 1_000,
      },
    ]);
  });

  it('counts uptime by a read and a write of what was read', async () => {
    const dynamo = new ScriptedDynamo({}, sdkError('ConditionalCheckFailedException'), {});
    await dynamo.store.countUptime(aTransition());
    expect(dynamo.commands).toEqual(['GetCommand', 'PutCommand', 'GetCommand', 'PutCommand']);
    expect(dynamo.inputs[1]).toMatchObject({
      Item: { pk: 'UPTIME#service#payment-api', sk: 'UPTIME', born: T0, sequence: 1 },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  });

  it('reads uptimes in batches of 100, and again what was left over', async () => {
    const refs = Array.from({ length: 101 }, (_, i) => ({ kind: 'service', id: `s${i}` }) as const);
    const left = { heartbeats: { Keys: [{ pk: 'UPTIME#service#s0', sk: 'UPTIME' }] } };
    const dynamo = new ScriptedDynamo({ UnprocessedKeys: left });
    expect(await dynamo.store.uptimes([...refs, refs[0]!])).toHaveLength(102);
    const sizes = dynamo.inputs.map(
      ({ RequestItems }) => (RequestItems as typeof left).heartbeats.Keys.length,
    );
    expect(sizes.sort((a, b) => a - b)).toEqual([1, 1, 100]);
  });
});

describe('lists', () => {
  it('look for what is due in all shards of the index, without a consistent read', async () => {
    const keys = [
      { pk: 'MONITOR#service#15', sk: 'payment-api', dueShard: 0, dueAt: T0 - 1 },
      { pk: 'DELIVERY#service/payment-api/1/1', sk: 'slack', dueShard: 0, dueAt: T0 },
    ];
    const dynamo = new ScriptedDynamo({ Items: keys });
    expect(await drained(dynamo.store.dueMonitors(T0))).toEqual([{ ref: REF, dueAt: T0 - 1 }]);
    expect(dynamo.inputs).toHaveLength(8);
    expect(dynamo.inputs[3]).toEqual({
      IndexName: 'due',
      KeyConditionExpression: '#shard = :shard AND #dueAt <= :before',
      ExpressionAttributeNames: { '#shard': 'dueShard', '#dueAt': 'dueAt' },
      ExpressionAttributeValues: { ':shard': 3, ':before': T0 },
      Limit: 1_000,
    });
  });

  it('ask all shards of a kind for their share of a page', async () => {
    const dynamo = new ScriptedDynamo();
    expect(await dynamo.store.listMonitors('daemon', { limit: 1_000, cursor: 'm' })).toEqual({ items: [] });
    expect(dynamo.inputs).toHaveLength(16);
    expect(dynamo.inputs[15]).toEqual({
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': 'MONITOR#daemon#15', ':after': 'm' },
      ConsistentRead: true,
      Limit: 79,
    });
  });
});

describe('a delivery', () => {
  const transition = aTransition();
  const pending: Delivery = {
    transitionId: transitionId(transition),
    channel: 'slack',
    transition,
    state: 'pending',
    attempts: 0,
    createdAt: T0,
    dueAt: T0,
  };

  it('is opened by a pointer for its day, and itself only where there is none', async () => {
    const dynamo = new ScriptedDynamo();
    expect(await dynamo.store.openDelivery(pending)).toBe(true);
    expect(dynamo.inputs).toMatchObject([
      { Item: { pk: 'DELIVERIES#2026-03-02', sk: `001772452800000#${pending.transitionId}#slack` } },
      {
        Item: { pk: `DELIVERY#${pending.transitionId}`, sk: 'slack', dueAt: T0, state: 'pending' },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    ]);
    expect(dynamo.inputs[1]?.Item).not.toHaveProperty('ttl');
  });

  it('raises what the channel was told before it is settled', async () => {
    const { transitionId: _id, channel: _channel, ...rest } = pending;
    const key = { pk: `DELIVERY#${pending.transitionId}`, sk: 'slack' };
    const dynamo = new ScriptedDynamo({ Item: { ...key, ...rest, dueShard: 1 } });
    const delivered: Delivery = { ...pending, state: 'delivered', dueAt: undefined, settledAt: T0 };
    expect(await dynamo.store.changeDelivery(pending, delivered)).toBe(true);
    expect(dynamo.commands).toEqual(['GetCommand', 'PutCommand', 'PutCommand']);
    expect(dynamo.inputs.slice(1)).toMatchObject([
      {
        Item: { pk: 'TOLD#service#payment-api', sk: 'slack', born: T0, sequence: 1 },
        ConditionExpression:
          '(attribute_not_exists(pk) OR #ttl <= :now OR #born < :born OR ' +
          '(#born = :born AND #sequence < :sequence))',
      },
      {
        Item: { ...key, state: 'delivered', ttl: T0_S + 90 * DAY_S },
        ConditionExpression: '#state = :state AND #attempts = :attempts AND #dueAt = :dueAt',
        ExpressionAttributeValues: { ':state': 'pending', ':attempts': 0, ':dueAt': T0 },
      },
    ]);
  });
});

describe('the list of deliveries', () => {
  const transition = aTransition({ at: T0 });
  const pointerTo = (i: number, id = 'payment-api') => ({
    pk: 'DELIVERIES#2026-03-02',
    sk: `${moment(T0 + 9_999 - i)}#service/${id}/1/1#slack`,
    transitionId: `service/${id}/1/1`,
    channel: 'slack',
    createdAt: T0 + 9_999 - i,
    ttl: T0_S + 181 * DAY_S,
  });
  const pages = (count: number) =>
    Array.from({ length: count }, (_, page) => ({
      Items: Array.from({ length: 500 }, (_, i) => pointerTo(page * 500 + i)),
      LastEvaluatedKey: { pk: 'p', sk: `s${page}` },
    }));

  it('of one page reads no more than that page, from tomorrow on', async () => {
    const pointers = [pointerTo(1), pointerTo(2, 'shop'), pointerTo(3)];
    const behind = pointers.slice(0, 2).map(({ transitionId: id, channel, createdAt }) => ({
      ...{ pk: `DELIVERY#${id}`, sk: channel, state: 'failed', attempts: 9, createdAt, transition },
    }));
    const found = { Responses: { heartbeats: behind } };
    const dynamo = new ScriptedDynamo({}, { Items: pointers.slice(0, 2) }, {}, found);
    const { items, cursor } = await dynamo.store.listDeliveries({ limit: 1 });
    expect(items.map(({ transitionId: id }) => id)).toEqual(['service/payment-api/1/1']);
    expect(cursor).toBeDefined();
    expect(dynamo.commands).toEqual(['QueryCommand', 'QueryCommand', 'QueryCommand', 'BatchGetCommand']);
    const days = dynamo.inputs.slice(0, 3).map(({ ExpressionAttributeValues: values }) => values);
    expect(days).toEqual([
      { ':pk': 'DELIVERIES#2026-03-03' },
      { ':pk': 'DELIVERIES#2026-03-02' },
      { ':pk': 'DELIVERIES#2026-03-01' },
    ]);
    expect(dynamo.inputs[1]).toMatchObject({ ConsistentRead: true, ScanIndexForward: false, Limit: 2 });

    const next = new ScriptedDynamo();
    await next.store.listDeliveries({ limit: 1, cursor });
    expect(next.inputs[0]).toMatchObject({
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: { ':pk': 'DELIVERIES#2026-03-02', ':before': pointers[0]?.sk },
    });
  });

  it('of a quiet half year asks for each of its days once', async () => {
    const dynamo = new ScriptedDynamo();
    expect(await dynamo.store.listDeliveries({ limit: 10 })).toEqual({ items: [] });
    const days = dynamo.inputs.map(({ ExpressionAttributeValues: values }) => JSON.stringify(values));
    expect(new Set(days).size).toBe(days.length);
    expect([days[0], days.at(-1)]).toEqual([
      JSON.stringify({ ':pk': 'DELIVERIES#2026-03-03' }),
      JSON.stringify({ ':pk': 'DELIVERIES#2025-09-02' }),
    ]);
  });

  it('of another monitor ends after 10,000 pointers, reading none of their deliveries, and goes on there', async () => {
    const dynamo = new ScriptedDynamo(...pages(30));
    const monitor = { kind: 'daemon', id: 'quiet' } as const;
    const { items, cursor } = await dynamo.store.listDeliveries({ limit: 10, monitor });
    expect(items).toEqual([]);
    expect(dynamo.commands).toEqual(Array.from({ length: 20 }, () => 'QueryCommand'));
    const next = new ScriptedDynamo();
    await next.store.listDeliveries({ limit: 10, monitor, cursor });
    expect(next.inputs[0]?.ExpressionAttributeValues).toMatchObject({ ':before': pointerTo(9_999).sk });
  });

  it('of a state that none has ends after 1,000 deliveries', async () => {
    const pagesOf100 = Array.from({ length: 20 }, (_, page) => [
      {
        Items: Array.from({ length: 100 }, (_, i) => pointerTo(page * 100 + i, `s${i}`)),
        LastEvaluatedKey: {},
      },
      { Responses: {} },
    ]).flat();
    const dynamo = new ScriptedDynamo(...pagesOf100);
    const { items, cursor } = await dynamo.store.listDeliveries({ limit: 10, state: 'failed' });
    expect([items, typeof cursor]).toEqual([[], 'string']);
    expect(dynamo.commands.filter((command) => command === 'BatchGetCommand')).toHaveLength(10);
  });
});

describe('a delivery that is sent again', () => {
  it('is written over the one that failed, into the index and without an end', async () => {
    const transition = aTransition();
    const failed: Delivery = {
      transitionId: transitionId(transition),
      channel: 'slack',
      transition,
      state: 'failed',
      attempts: 9,
      createdAt: T0,
      settledAt: T0,
    };
    const again: Delivery = { ...failed, state: 'pending', attempts: 0, dueAt: T0 + 5, settledAt: undefined };
    const dynamo = new ScriptedDynamo();
    expect(await dynamo.store.changeDelivery(failed, again)).toBe(true);
    expect(dynamo.commands).toEqual(['PutCommand']);
    expect(dynamo.inputs[0]).toMatchObject({
      Item: { state: 'pending', attempts: 0, dueAt: T0 + 5, dueShard: expect.any(Number) },
      ConditionExpression: '#state = :state AND #attempts = :attempts AND attribute_not_exists(#dueAt)',
    });
    const item = dynamo.inputs[0]?.Item as object;
    expect('ttl' in item || 'settledAt' in item).toBe(false);
  });
});

describe('own state', () => {
  it('writes hearing over the version that was read', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.writeHearing({ heardAt: T0, gaps: [] }, 4);
    expect(dynamo.inputs[0]).toMatchObject({
      Item: { pk: 'HEARING', sk: 'STATE', version: 5, heardAt: T0 },
      ConditionExpression: '#version = :readVersion',
      ExpressionAttributeValues: { ':readVersion': 4 },
    });
  });

  it('finds a key by one read, and touches only one that is there', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.keyByHash('abc');
    await dynamo.store.touchKey('abc', T0);
    expect(dynamo.inputs).toMatchObject([
      { Key: { pk: 'KEYS#a', sk: 'abc' }, ConsistentRead: true },
      {
        UpdateExpression: 'SET #lastUsedAt = :lastUsedAt',
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(#lastUsedAt) OR #lastUsedAt < :lastUsedAt)',
      },
    ]);
  });
});

describe('removing the history of a monitor', () => {
  const key = (sk: number) => ({ pk: 'BEATS#service#payment-api', sk: `${sk}` });

  it('reads keys alone, and removes item by item and the uptime last', async () => {
    const dynamo = new ScriptedDynamo({ Items: [key(1), key(2)] });
    expect(await dynamo.store.removeHistory(REF)).toBe(true);
    expect(dynamo.commands).toEqual([
      'QueryCommand',
      'DeleteCommand',
      'DeleteCommand',
      'QueryCommand',
      'DeleteCommand',
    ]);
    expect(dynamo.inputs[0]).toEqual({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'BEATS#service#payment-api' },
      ConsistentRead: true,
      Limit: 500,
      ProjectionExpression: 'pk, sk',
    });
    expect(dynamo.inputs[1]).toEqual({ Key: key(1) });
    expect(dynamo.inputs.at(-1)).toEqual({ Key: { pk: 'UPTIME#service#payment-api', sk: 'UPTIME' } });
  });

  it('ends after 2,000 items, before anything else goes', async () => {
    const page = Array.from({ length: 1_000 }, (_, i) => key(i));
    const more = { LastEvaluatedKey: key(999) };
    const deletions = Array.from({ length: 1_000 }, () => ({}));
    const dynamo = new ScriptedDynamo({ Items: page, ...more }, ...deletions, { Items: page, ...more });
    expect(await dynamo.store.removeHistory(REF)).toBe(false);
    const counts = Map.groupBy(dynamo.commands, (command) => command);
    expect([...counts].map(([command, of]) => [command, of.length])).toEqual([
      ['QueryCommand', 2],
      ['DeleteCommand', 2_000],
    ]);
  }, 30_000);
});
