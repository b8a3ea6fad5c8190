import { describe, expect, test } from '@jest/globals';
import * as keys from '../../contracts/table/keys.ts';
import { actionsOf, mayTouch, partitionsOf, resourceNamesOf, statementsOf, tableRights } from './policies.ts';
import { resourcesOf, synthesized } from './synthesized.ts';

const FUNCTIONS = ['Ingest', 'Manage', 'Web', 'Sweep', 'Judge', 'Notify', 'Deploy'];
const template = synthesized({ slackWebhookParameter: '/heartbeat/slack', webhookParameter: 'hook' });
const rightsOf = (name: string) => statementsOf(template, name);
const all = FUNCTIONS.flatMap((name) => rightsOf(name).map((statement) => ({ name, statement })));
const whoMay = (action: string, resource: string): string[] =>
  all
    .filter(({ statement }) => actionsOf(statement).includes(action))
    .filter(({ statement }) => resourceNamesOf(statement).some((one) => one.includes(resource)))
    .map(({ name }) => name);

describe('rights to the table', () => {
  test.each<[string, Record<string, string>]>([
    [
      'Ingest',
      {
        'MONITOR#*': 'GetItem UpdateItem',
        'BEATS#*': 'PutItem',
        'TRANSITIONS#*': 'PutItem',
        'KEYS#*': 'GetItem UpdateItem',
        HEARING: 'GetItem PutItem',
        GAPS: 'PutItem',
      },
    ],
    [
      'Manage',
      {
        'MONITOR#*': 'GetItem PutItem Query UpdateItem',
        'UPTIME#*': 'BatchGetItem',
        'BEATS#*': 'PutItem Query',
        'TRANSITIONS#*': 'PutItem Query',
        'KEYS#*': 'DeleteItem GetItem PutItem Query UpdateItem',
        SUMMARY: 'Query',
        HEARING: 'GetItem',
        GAPS: 'Query',
        CHANNELS: 'DeleteItem GetItem PutItem Query',
        CHANNEL_HEALTH: 'DeleteItem Query',
        'DELIVERIES#*': 'Query',
        'DELIVERY#*': 'BatchGetItem GetItem PutItem',
      },
    ],
    [
      'Web',
      {
        'MONITOR#*': 'Query',
        'UPTIME#*': 'BatchGetItem',
        'KEYS#*': 'GetItem UpdateItem',
        HEARING: 'GetItem',
        GAPS: 'Query',
      },
    ],
    [
      'Sweep',
      {
        'the index': 'Query',
        'MONITOR#*': 'Query',
        SUMMARY: 'PutItem',
        HEARING: 'GetItem PutItem',
        GAPS: 'PutItem',
      },
    ],
    [
      'Judge',
      {
        'MONITOR#*': 'GetItem UpdateItem',
        'BEATS#*': 'DeleteItem Query',
        'TRANSITIONS#*': 'DeleteItem GetItem PutItem Query',
        'UPTIME#*': 'DeleteItem GetItem PutItem Query',
        HEARING: 'GetItem PutItem',
        GAPS: 'PutItem',
      },
    ],
    [
      'Notify',
      {
        'the index': 'Query',
        'TRANSITIONS#*': 'GetItem',
        'BEATS#*': 'Query',
        'DELIVERY#*': 'GetItem PutItem',
        'DELIVERIES#*': 'PutItem',
        'TOLD#*': 'GetItem PutItem',
        CHANNELS: 'GetItem Query',
        CHANNEL_HEALTH: 'UpdateItem',
      },
    ],
    [
      'Deploy',
      {
        'MONITOR#*': 'GetItem PutItem Query UpdateItem',
        'TRANSITIONS#*': 'PutItem',
        'KEYS#*': 'DeleteItem GetItem PutItem Query',
      },
    ],
  ])('%s has exactly these', (name, expected) => {
    expect(tableRights(rightsOf(name))).toEqual(expected);
  });

  test('end at partitions: of the table nothing is allowed without them, and nothing but keys of the index', () => {
    const unlimited = all.filter(
      ({ statement }) =>
        actionsOf(statement).some((action) => action.startsWith('dynamodb:')) && !partitionsOf(statement),
    );
    expect(unlimited.map(({ name, statement }) => [name, actionsOf(statement)])).toEqual([
      ['Sweep', ['dynamodb:Query']],
      ['Notify', ['dynamodb:Query']],
    ]);
    for (const { statement } of unlimited)
      expect(resourceNamesOf(statement)).toEqual([expect.stringMatching(/"\/index\/due"\]\]}$/)]);
  });

  const service = { kind: 'service', id: 'shop' } as const;
  const delivery = { transitionId: 'service/shop/1/1', channel: 'slack' };

  test('ingest reaches neither channels nor what they were told, nor the key of somebody new', () => {
    const ingest = rightsOf('Ingest');
    const closed = [
      keys.deliveryKey(delivery).pk,
      keys.deliveryDayPartition(0),
      keys.toldKey('slack', service).pk,
      keys.uptimeKey(service).pk,
      keys.SUMMARY_PARTITION,
      keys.CHANNEL_PARTITION,
      keys.CHANNEL_HEALTH_PARTITION,
    ];
    for (const partition of closed) {
      for (const action of ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']) {
        expect([partition, action, mayTouch(ingest, action, partition)]).toEqual([partition, action, false]);
      }
    }
    expect(mayTouch(ingest, 'UpdateItem', keys.monitorKey(service).pk)).toBe(true);
    expect(mayTouch(ingest, 'GetItem', keys.keyKey('a1').pk)).toBe(true);
    expect(mayTouch(ingest, 'PutItem', keys.keyKey('a1').pk)).toBe(false);
  });

  test('every item stands in a partition of its own kind', () => {
    const partitions: Record<keyof typeof keys.PARTITIONS, string> = {
      monitors: keys.monitorKey(service).pk,
      uptimes: keys.uptimeKey(service).pk,
      beats: keys.beatKey(service, 0, '').pk,
      transitions: keys.transitionKey(service, 0, 1).pk,
      keys: keys.keyKey('a1').pk,
      deliveries: keys.deliveryKey(delivery).pk,
      deliveryDays: keys.deliveryPointerKey(delivery, 0).pk,
      told: keys.toldKey('slack', service).pk,
      summaries: keys.summaryKey(0).pk,
      hearing: keys.HEARING_KEY.pk,
      gaps: keys.gapKey({ from: 0, to: 1 }).pk,
      channels: keys.channelKey('on-call').pk,
      channelHealth: keys.channelHealthKey('on-call').pk,
    };
    for (const [kind, partition] of Object.entries(partitions)) {
      const fitting = Object.entries(keys.PARTITIONS).filter(([, pattern]) =>
        pattern.endsWith('*') ? partition.startsWith(pattern.slice(0, -1)) : partition === pattern,
      );
      expect(fitting.map(([name]) => name)).toEqual([kind]);
    }
    expect(keys.SWEEP_KEY.pk).toBe(keys.PARTITIONS.hearing);
  });
});

describe('all other rights', () => {
  test('are those to queues, topics, secrets and parameters that each function was told of', () => {
    expect(whoMay('sqs:SendMessage', 'JudgeQueue')).toEqual(['Ingest', 'Manage', 'Sweep', 'Judge', 'Deploy']);
    // Manage has what failed sent again.
    expect(whoMay('sqs:SendMessage', 'NotifyQueue')).toEqual(['Manage', 'Sweep', 'Judge', 'Notify']);
    expect(whoMay('sqs:ReceiveMessage', 'JudgeQueue')).toEqual(['Judge']);
    expect(whoMay('sqs:ReceiveMessage', 'NotifyQueue')).toEqual(['Notify']);
    expect(whoMay('sqs:ChangeMessageVisibility', 'JudgeQueue')).toEqual(['Judge']);
    expect(whoMay('sqs:ChangeMessageVisibility', 'NotifyQueue')).toEqual(['Notify']);
    expect(whoMay('sns:Publish', 'Transitions')).toEqual(['Judge']);
    expect(whoMay('sns:Publish', 'Operators')).toEqual(['Notify']);
    expect(whoMay('secretsmanager:GetSecretValue', 'AdminKey')).toEqual(['Deploy']);
    expect(whoMay('secretsmanager:GetSecretValue', 'CanaryKey')).toEqual(['Sweep', 'Judge', 'Deploy']);
    expect(whoMay('secretsmanager:GetSecretValue', 'SessionKey')).toEqual(['Manage', 'Web']);
    expect(whoMay('ssm:GetParameter', ':parameter/heartbeat/slack"')).toEqual(['Notify']);
    expect(whoMay('ssm:GetParameter', ':parameter/hook"')).toEqual(['Notify']);
  });

  test('to what is secret about channels are halves: manage seals and cannot open, notify opens', () => {
    expect(whoMay('kms:Encrypt', 'ChannelKey')).toEqual(['Manage']);
    expect(whoMay('kms:Decrypt', 'ChannelKey')).toEqual(['Notify']);
    const ofKey = all.filter(({ statement }) => actionsOf(statement).some((one) => one.startsWith('kms:')));
    expect(ofKey.map(({ statement }) => statement.Condition)).toEqual(
      Array.from({ length: 2 }, () => ({ StringLike: { 'kms:EncryptionContext:for': 'channel *' } })),
    );
  });

  test('to call another function has manage alone, and only notify, which tries channels for it', () => {
    expect(whoMay('lambda:InvokeFunction', '')).toEqual(['Manage']);
    expect(whoMay('lambda:InvokeFunction', '"Notify')).toEqual(['Manage']);
  });

  describe('to mail and to text', () => {
    const sending = synthesized({ mailFrom: 'hb@mail.example.com', textMessages: 'true' });
    const ofAction = (action: string) =>
      FUNCTIONS.flatMap((name) =>
        statementsOf(sending, name).map((statement) => ({ name, statement })),
      ).filter(({ statement }) => actionsOf(statement).includes(action));

    test('are notify alone: as this address, whether SES verified it or its domain', () => {
      const mails = ofAction('ses:SendEmail');
      expect(mails.map(({ name }) => name)).toEqual(['Notify']);
      const { Condition } = mails[0]!.statement;
      expect(Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'hb@mail.example.com' } });
      expect(resourceNamesOf(mails[0]!.statement)).toEqual([
        expect.stringMatching(/:identity\/hb@mail\.example\.com"/),
        expect.stringMatching(/:identity\/mail\.example\.com"/),
      ]);
    });

    test('are notify alone: to numbers, which have no name, and to no topic but that of the operators', () => {
      const [topic, numbers, ...others] = ofAction('sns:Publish').filter(({ name }) => name === 'Notify');
      expect(resourceNamesOf(topic!.statement)).toEqual([expect.stringContaining('TopicsOperators')]);
      expect(numbers!.statement).toMatchObject({
        Effect: 'Allow',
        NotResource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] },
      });
      expect(numbers!.statement.Resource).toBeUndefined();
      expect(others).toEqual([]);
    });
  });

  test('know no other actions than these', () => {
    const actions = new Set(all.flatMap(({ statement }) => actionsOf(statement)));
    const other = [...actions].filter((action) => !action.startsWith('dynamodb:')).sort();
    expect(other).toEqual([
      'kms:Decrypt',
      'kms:Encrypt',
      'lambda:InvokeFunction',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
      'sns:Publish',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
      'ssm:GetParameter',
    ]);
  });

  test('name what they are about: no wildcard, no managed policy, each function its own log', () => {
    for (const { name, statement } of all) {
      expect([...actionsOf(statement), ...resourceNamesOf(statement)].join()).not.toContain('*');
      if (actionsOf(statement).includes('logs:PutLogEvents')) {
        expect(resourceNamesOf(statement)).toEqual([expect.stringContaining(`"${name}Log`)]);
      }
    }
    const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
    const managed = roles.filter(([, { Properties }]) => Properties.ManagedPolicyArns);
    // The CDK's own, which calls `deploy`.
    expect(managed.map(([id]) => id)).toEqual([expect.stringMatching(/^AWSCDKTrigger/)]);
    expect(roles).toHaveLength(FUNCTIONS.length + 1);
  });
});
