import { describe, expect, it } from '@jest/globals';
import { itemOf } from '../../adapters/dynamodb/channel-items.ts';
import type { ChannelRow } from '../../core/ports/channel-store.ts';
import { T0 } from '../support/monitors.ts';
import { ScriptedDynamo, sdkError } from '../support/scripted-dynamo.ts';

const ROW: ChannelRow = {
  id: 'on-call',
  version: 2,
  name: 'On call',
  type: 'slack',
  wants: { tags: ['prod'] },
  isDefault: false,
  enabled: true,
  shown: {},
  sealed: 'sealed',
  sealedFields: ['webhookUrl'],
  leadsTo: 'hooks.slack.com',
  createdAt: T0,
  changedAt: T0,
};
const KEY = { pk: 'CHANNELS', sk: 'on-call' };
const HEALTH_KEY = { pk: 'CHANNEL_HEALTH', sk: 'on-call' };

describe('a channel over DynamoDB', () => {
  it('is made where there is none, and replaced over the version that was read', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.putChannel(ROW);
    await dynamo.store.putChannel(ROW, 1);
    expect(dynamo.inputs).toMatchObject([
      { Item: { ...KEY, version: 2, sealed: 'sealed' }, ConditionExpression: 'attribute_not_exists(pk)' },
      {
        Item: KEY,
        ConditionExpression: '#version = :replacing',
        ExpressionAttributeValues: { ':replacing': 1 },
      },
    ]);
  });

  it('that failed on its own first success is looked at, and only then', async () => {
    const refused = sdkError('ConditionalCheckFailedException');
    const repeated = sdkError('ConditionalCheckFailedException', 'x', 2);
    const sure = new ScriptedDynamo(refused);
    expect(await sure.store.putChannel(ROW, 1)).toBe(false);
    expect(sure.commands).toEqual(['PutCommand']);
    const own = new ScriptedDynamo(repeated, { Item: itemOf(ROW) });
    expect(await own.store.putChannel(ROW, 1)).toBe(true);
    const others = new ScriptedDynamo(repeated, { Item: itemOf({ ...ROW, name: 'Another' }) });
    expect(await others.store.putChannel(ROW, 1)).toBe(false);
    expect(await new ScriptedDynamo(repeated).store.removeChannel('on-call')).toBe(true);
  });

  it('is listed by one consistent query, and goes before its health', async () => {
    const dynamo = new ScriptedDynamo();
    await dynamo.store.listChannels();
    await dynamo.store.removeChannel('on-call');
    expect(dynamo.inputs).toEqual([
      {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'CHANNELS' },
        ConsistentRead: true,
        Limit: 100,
      },
      { Key: KEY, ConditionExpression: 'attribute_exists(pk)' },
      { Key: HEALTH_KEY },
    ]);
  });

  it('notes each half of its health by one update, where it is newer', async () => {
    const dynamo = new ScriptedDynamo({}, sdkError('ConditionalCheckFailedException'));
    await dynamo.store.noteChannelHealth('on-call', {
      provedAt: T0,
      provedBy: 'test',
      failedAt: T0,
      failure: 'half \ud83d',
    });
    await dynamo.store.noteChannelHealth('on-call', { provedAt: T0 });
    await dynamo.store.noteChannelHealth('on-call', {});
    const condition = '(attribute_not_exists(#time) OR #time < :time)';
    expect(dynamo.inputs).toEqual([
      {
        Key: HEALTH_KEY,
        UpdateExpression: 'SET #time = :time, #word = :word',
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#time': 'provedAt', '#word': 'provedBy' },
        ExpressionAttributeValues: { ':time': T0, ':word': 'test' },
      },
      {
        Key: HEALTH_KEY,
        UpdateExpression: 'SET #time = :time, #word = :word',
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#time': 'failedAt', '#word': 'failure' },
        ExpressionAttributeValues: { ':time': T0, ':word': 'half \ufffd' },
      },
      {
        Key: HEALTH_KEY,
        UpdateExpression: 'SET #time = :time REMOVE #word',
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#time': 'provedAt', '#word': 'provedBy' },
        ExpressionAttributeValues: { ':time': T0 },
      },
    ]);
  });
});
