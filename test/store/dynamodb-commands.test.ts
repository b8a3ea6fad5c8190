import { describe, expect, it } from '@jest/globals';
import { itemOf } from '../../adapters/dynamodb/monitor-items.ts';
import { close } from '../../core/monitor/lifecycle.ts';
import { aScheduler, aService, every, MINUTE, T0 } from '../support/monitors.ts';
import { ScriptedDynamo, TABLE_NAME } from '../support/scripted-dynamo.ts';
import { steadyBeat } from './contract/beats.ts';

const AT = T0 + 1_000;
const SERVICE = aService({ status: 'up', config: { schedule: every(MINUTE) } });
const KEY = { pk: 'MONITOR#service#15', sk: 'payment-api' };
const DAY_S = 86_400;

describe('a steady beat', () => {
  it('is one conditional update and one record', async () => {
    const dynamo = new ScriptedDynamo({ Attributes: itemOf(SERVICE) });
    const credential = { keyId: 'k1', admin: false };
    expect(await dynamo.store.recordSteady([steadyBeat(SERVICE, AT, { credential })])).toEqual([true]);
    expect(dynamo.commands).toEqual(['UpdateCommand', 'PutCommand']);
    expect(dynamo.sent.every(({ input }) => input.TableName === TABLE_NAME)).toBe(true);
    const [update, put] = dynamo.inputs;
    expect(update).toEqual({
      Key: KEY,
      UpdateExpression: 'SET #lastBeatAt = :lastBeatAt',
      ConditionExpression:
        '#status = :status AND attribute_not_exists(#streak) AND ' +
        '(attribute_not_exists(#lastBeatAt) OR #lastBeatAt <= :heardBy) AND ' +
        '(attribute_not_exists(#keyId) OR #keyId = :keyId) AND ' +
        '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
      ExpressionAttributeNames: {
        '#lastBeatAt': 'h',
        '#status': 's',
        '#streak': 'st',
        '#keyId': 'k',
        '#expiresAt': 'x',
      },
      ExpressionAttributeValues: {
        ':lastBeatAt': AT,
        ':status': 'up',
        ':heardBy': AT,
        ':keyId': 'k1',
        ':now': T0,
      },
      ReturnValues: 'ALL_NEW',
    });
    expect(put).toEqual({
      Item: {
        pk: 'BEATS#service#payment-api',
        sk: expect.stringMatching(/^001772452801000#[0-9a-z]{4}[\w-]{8}$/),
        at: AT,
        type: 'alive',
        ttl: AT / 1_000 + DAY_S,
      },
    });
  });

  it('keeps its words, and in history what it bears as text', async () => {
    const dynamo = new ScriptedDynamo({ Attributes: itemOf(SERVICE) });
    const record = { message: 'm'.repeat(300), vitals: { tasks: 1e300 }, metadata: { deep: [1] } };
    await dynamo.store.recordSteady([steadyBeat(SERVICE, AT, { record })]);
    const [update, put] = dynamo.inputs;
    expect(update).toMatchObject({
      UpdateExpression: 'SET #lastBeatAt = :lastBeatAt, #lastMessage = :lastMessage, #vitals = :vitals',
      ExpressionAttributeValues: { ':lastMessage': 'm'.repeat(256), ':vitals': '{"tasks":1e+300}' },
    });
    expect(put).toMatchObject({
      Item: { message: record.message, vitals: '{"tasks":1e+300}', metadata: '{"deep":[1]}' },
    });
  });

  it.each([
    ['no key', { admin: false }, ' AND attribute_not_exists(#keyId)'],
    ['an admin key', { keyId: 'boss', admin: true }, ''],
  ])('with %s asks of the key what it must', async (_what, credential, condition) => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.recordSteady([steadyBeat(SERVICE, AT, { credential })]);
    expect(dynamo.inputs[0]?.ConditionExpression).toBe(
      '#status = :status AND attribute_not_exists(#streak) AND ' +
        `(attribute_not_exists(#lastBeatAt) OR #lastBeatAt <= :heardBy)${condition} AND ` +
        '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
    );
  });

  it('inside a run moves the heartbeat of that run alone', async () => {
    const dynamo = new ScriptedDynamo();
    const credential = { keyId: 'k1', admin: true };
    await dynamo.store.recordSteady([steadyBeat(aScheduler(), AT, { state: { run: 'r.1' }, credential })]);
    expect(dynamo.inputs[0]).toMatchObject({
      UpdateExpression: 'SET #lastBeatAt = :lastBeatAt, #runs.#run.#heardAt = :lastBeatAt',
      ConditionExpression: expect.stringContaining(
        'attribute_exists(#runs.#run.#heardAt) AND #status <> :closed AND attribute_not_exists(#streak)',
      ),
      ExpressionAttributeNames: { '#runs': 'ru', '#run': '@r.1', '#heardAt': 'h' },
    });
  });
});

describe('a monitor', () => {
  it('is read consistently', async () => {
    const dynamo = new ScriptedDynamo({ Item: itemOf(SERVICE) });
    expect(await dynamo.store.read(SERVICE)).toEqual(SERVICE);
    expect(dynamo.sent).toEqual([
      { command: 'GetCommand', input: { TableName: TABLE_NAME, Key: KEY, ConsistentRead: true } },
    ]);
  });

  it('is created where there is none or an expired one', async () => {
    const dynamo = new ScriptedDynamo();
    expect(await dynamo.store.create(SERVICE)).toBe(true);
    expect(dynamo.commands).toEqual(['PutCommand']);
    expect(dynamo.inputs[0]).toMatchObject({
      Item: { ...KEY, s: 'up', v: 1 },
      ConditionExpression: '(attribute_not_exists(pk) OR #expiresAt <= :now)',
      ExpressionAttributeNames: { '#expiresAt': 'x' },
      ExpressionAttributeValues: { ':now': T0 },
    });
  });

  it('replaces exactly the closed life that was read', async () => {
    const dynamo = new ScriptedDynamo();
    const closed = { ...close(SERVICE, T0), version: 7 };
    await dynamo.store.create({ ...SERVICE, born: T0 + 1 }, closed);
    expect(dynamo.inputs[0]).toMatchObject({
      ConditionExpression:
        '(attribute_not_exists(pk) OR #expiresAt <= :now OR ' +
        '(#born = :readBorn AND #version = :readVersion AND #status = :closed))',
      ExpressionAttributeValues: { ':now': T0, ':readBorn': T0, ':readVersion': 7, ':closed': 'closed' },
    });
  });

  it('changes in what differs, and its record follows', async () => {
    const dynamo = new ScriptedDynamo();
    const read = { ...SERVICE, keyId: 'k1', dueAt: T0 + 5 };
    const after = { ...read, status: 'down', keyId: undefined, lastBeatAt: AT } as const;
    await dynamo.store.change(read, after, { atMost: AT }, { at: AT, type: 'failed' });
    expect(dynamo.commands).toEqual(['UpdateCommand', 'PutCommand']);
    expect(dynamo.inputs[0]).toEqual({
      Key: KEY,
      UpdateExpression: 'SET #version = :version, #status = :status, #lastBeatAt = :lastBeatAt REMOVE #keyId',
      ConditionExpression:
        '#born = :readBorn AND #version = :readVersion AND ' +
        '(attribute_not_exists(#expiresAt) OR #expiresAt > :now) AND ' +
        '(attribute_not_exists(#lastBeatAt) OR #lastBeatAt <= :heardBy)',
      ExpressionAttributeNames: {
        '#version': 'v',
        '#status': 's',
        '#lastBeatAt': 'h',
        '#keyId': 'k',
        '#born': 'b',
        '#expiresAt': 'x',
      },
      ExpressionAttributeValues: {
        ':version': 2,
        ':status': 'down',
        ':lastBeatAt': AT,
        ':readBorn': T0,
        ':readVersion': 1,
        ':now': T0,
        ':heardBy': AT,
      },
    });
    expect(dynamo.inputs[1]).toMatchObject({ Item: { pk: 'BEATS#service#payment-api', type: 'failed' } });
  });

  it.each([
    ['heard exactly then', { exactly: T0 }, ' AND #lastBeatAt = :heardAt'],
    ['never heard', { exactly: undefined }, ' AND attribute_not_exists(#lastBeatAt)'],
  ])('changes only if it was %s', async (_what, guard, condition) => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.change(SERVICE, { ...SERVICE, status: 'down' }, guard);
    expect(dynamo.commands).toEqual(['UpdateCommand']);
    expect(dynamo.inputs[0]?.ConditionExpression).toBe(
      '#born = :readBorn AND #version = :readVersion AND ' +
        `(attribute_not_exists(#expiresAt) OR #expiresAt > :now)${condition}`,
    );
  });

  const waiting = { ...SERVICE, dueAt: T0 + 5 };
  const expiring = { ...SERVICE, expiresAt: T0 + 1 };
  it.each([
    ['is armed', SERVICE, waiting, '#dueAt = :dueAt, #dueShard = :dueShard'],
    ['is disarmed', waiting, SERVICE, '#version = :version REMOVE #dueAt, #dueShard'],
    ['is to expire', waiting, { ...waiting, expiresAt: T0 + 1 }, '#ttl = :ttl REMOVE #dueShard'],
    ['lives on', expiring, { ...waiting }, '#dueShard = :dueShard REMOVE #expiresAt, #ttl'],
  ])('touches the keys of the index and the time to live where it %s', async (_what, read, after, ending) => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.change(read, after);
    expect(String(dynamo.inputs[0]?.UpdateExpression).endsWith(ending)).toBe(true);
  });

  it('forgets what was published, only ever forward', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.markPublished(SERVICE, T0, 3);
    expect(dynamo.commands).toEqual(['UpdateCommand']);
    expect(dynamo.inputs[0]).toMatchObject({
      UpdateExpression: 'SET #published = :published, #version = #version + :one REMOVE #inherited',
      ConditionExpression:
        '#born = :born AND ' +
        '(#published < :published OR (#published = :published AND attribute_exists(#inherited))) AND ' +
        '(attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
      ExpressionAttributeValues: { ':published': 3, ':one': 1, ':born': T0, ':now': T0 },
    });
  });
});
