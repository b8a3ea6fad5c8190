import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { KEY_TYPES, TABLE } from '../../contracts/table/shape.ts';
import { TICKET_HORIZON_MS } from '../../core/paths/tickets.ts';
import { type Resource, resourceNamed, resourcesOf, synthesized, withStack } from './synthesized.ts';

const PARAMETERS = { slackWebhookParameter: '/heartbeat/slack', webhookParameter: 'hook' };
const template = synthesized({ ...PARAMETERS, alertEmails: 'a@example.com,b@example.com' });

const lambda = (name: string): Resource => resourceNamed(template, 'AWS::Lambda::Function', name)[1];
const environmentOf = (name: string): Record<string, unknown> =>
  (lambda(name).Properties.Environment as { Variables: Record<string, unknown> }).Variables;
const refersTo = (value: unknown, name: string): void =>
  expect(JSON.stringify(value)).toMatch(new RegExp(`"(Ref|Fn::GetAtt)":\\[?"${name}`));

describe('the table', () => {
  const [, table] = resourceNamed(template, 'AWS::DynamoDB::Table', 'Table');

  test('has the shape that the adapter works with', () => {
    expect(table.Properties).toMatchObject({
      KeySchema: [
        { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: Object.entries(KEY_TYPES).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'dueShard', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('is paid by the request, and can be set back', () => {
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('functions', () => {
  const TIMEOUTS = { Ingest: 29, Manage: 29, Web: 29, Sweep: 50, Judge: 30, Notify: 30, Deploy: 300 };

  test.each(Object.entries(TIMEOUTS))('%s runs on Node 24 and arm64 and logs JSON', (name, Timeout) => {
    const { Properties } = lambda(name);
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout,
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
    });
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    refersTo((Properties.LoggingConfig as { LogGroup: unknown }).LogGroup, `${name}Log`);
    refersTo(Properties.Role, `${name}Role`);
  });

  test('have what a batch of 1,000 beats needs: a whole processor, and as long as the gateway waits', () => {
    expect(lambda('Ingest').Properties).toMatchObject({ MemorySize: 1_769, Timeout: 29 });
  });

  test('that send tickets to themselves are not taken for a loop, and only they', () => {
    const looping = Object.keys(TIMEOUTS).filter((name) => lambda(name).Properties.RecursiveLoop === 'Allow');
    expect(looping).toEqual(['Judge', 'Notify']);
  });

  test('that work on a queue know its address, and notify with how many it shares the mails', () => {
    refersTo(environmentOf('Judge').JUDGE_QUEUE_URL, 'JudgeQueue[0-9A-F]{8}');
    refersTo(environmentOf('Notify').NOTIFY_QUEUE_URL, 'NotifyQueue[0-9A-F]{8}');
    expect(environmentOf('Notify').NOTIFY_CONCURRENCY).toBe('2');
    const many = resourceNamed(synthesized({ notifyConcurrency: '7' }), 'AWS::Lambda::Function', 'Notify')[1];
    expect(many.Properties.Environment).toMatchObject({ Variables: { NOTIFY_CONCURRENCY: '7' } });
  });

  const OF_ALL = ['NODE_OPTIONS'];
  const HTTP = ['DASHBOARD_ACCESS', 'PUBLIC_URL', 'TABLE_NAME'];
  const JUDGE_QUEUE = 'JUDGE_QUEUE_URL';
  const NOTIFY_QUEUE = 'NOTIFY_QUEUE_URL';
  const CANARY = 'CANARY_SECRET_ARN';
  const CHANNEL_KEY = 'CHANNEL_KEY_ID';
  const SESSION = 'SESSION_SECRET_ARN';
  const PARAMETERS_NAMED = ['SLACK_WEBHOOK_PARAMETER', 'WEBHOOK_PARAMETER'];
  test.each<[string, string[]]>([
    ['Ingest', [...HTTP, JUDGE_QUEUE]],
    [
      'Manage',
      [...HTTP, SESSION, JUDGE_QUEUE, NOTIFY_QUEUE, CHANNEL_KEY, 'NOTIFY_FUNCTION', ...PARAMETERS_NAMED],
    ],
    ['Web', [...HTTP, SESSION]],
    ['Sweep', ['TABLE_NAME', 'PUBLIC_URL', JUDGE_QUEUE, NOTIFY_QUEUE, CANARY]],
    ['Judge', ['TABLE_NAME', 'PUBLIC_URL', JUDGE_QUEUE, NOTIFY_QUEUE, CANARY, 'TRANSITIONS_TOPIC_ARN']],
    [
      'Notify',
      [
        'TABLE_NAME',
        'PUBLIC_URL',
        NOTIFY_QUEUE,
        'NOTIFY_CONCURRENCY',
        'OPERATORS_TOPIC_ARN',
        CHANNEL_KEY,
        ...PARAMETERS_NAMED,
      ],
    ],
    ['Deploy', ['TABLE_NAME', JUDGE_QUEUE, CANARY, 'ADMIN_SECRET_ARN']],
  ])('%s is told exactly what it needs', (name, variables) => {
    const ofAll = name === 'Ingest' ? [] : OF_ALL;
    expect(Object.keys(environmentOf(name)).sort()).toEqual([...ofAll, ...variables].sort());
  });

  test('are told the limits that were given, as far as they answer requests', () => {
    const limited = synthesized({ keyPerMinute: '50000' });
    for (const name of ['Ingest', 'Manage', 'Web', 'Judge']) {
      const [, { Properties }] = resourceNamed(limited, 'AWS::Lambda::Function', name);
      const { Variables } = Properties.Environment as { Variables: Record<string, string> };
      expect(Variables.RATE_LIMIT_KEY_PER_MINUTE).toBe(name === 'Judge' ? undefined : '50000');
    }
  });

  test('that speak of channels know whom the stack mails as, and notify alone that it may text', () => {
    const sending = synthesized({ mailFrom: 'hb@example.com', textMessages: 'true' });
    const variables = (name: string) =>
      (
        resourceNamed(sending, 'AWS::Lambda::Function', name)[1].Properties.Environment as {
          Variables: Record<string, string>;
        }
      ).Variables;
    expect(['Ingest', 'Manage', 'Web', 'Notify'].map((name) => variables(name).MAIL_FROM)).toEqual([
      undefined,
      'hb@example.com',
      undefined,
      'hb@example.com',
    ]);
    expect(variables('Notify').TEXT_MESSAGES).toBe('true');
    expect(variables('Manage').TEXT_MESSAGES).toBeUndefined();
    expect(Object.keys(environmentOf('Notify'))).not.toContain('TEXT_MESSAGES');
  });

  test('that seal and open use one key, and manage knows who opens', () => {
    for (const name of ['Manage', 'Notify']) refersTo(environmentOf(name).CHANNEL_KEY_ID, 'ChannelKey');
    refersTo(environmentOf('Manage').NOTIFY_FUNCTION, 'Notify');
  });

  test('know secrets and webhooks by name only', () => {
    refersTo(environmentOf('Deploy').ADMIN_SECRET_ARN, 'SecretsAdminKey');
    refersTo(environmentOf('Judge').CANARY_SECRET_ARN, 'SecretsCanaryKey');
    expect(environmentOf('Notify')).toMatchObject({
      SLACK_WEBHOOK_PARAMETER: '/heartbeat/slack',
      WEBHOOK_PARAMETER: 'hook',
    });
    expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:');
  });

  test('hear nothing of webhooks that nobody named', () => {
    const [, { Properties }] = resourceNamed(synthesized(), 'AWS::Lambda::Function', 'Notify');
    expect(JSON.stringify(Properties.Environment)).not.toContain('WEBHOOK');
    expect(JSON.stringify(synthesized().toJSON())).not.toContain('ssm:GetParameter');
  });

  test('reach people by the address of the API', () => {
    expect(environmentOf('Ingest').PUBLIC_URL).toEqual({
      'Fn::Join': [
        '',
        [
          'https://',
          { Ref: expect.stringMatching(/^ApiHttp/) },
          '.execute-api.',
          { Ref: 'AWS::Region' },
          '.',
          { Ref: 'AWS::URLSuffix' },
        ],
      ],
    });
  });

  test('are made secrets that nobody has to think of', () => {
    const secrets = Object.values(resourcesOf(template, 'AWS::SecretsManager::Secret'));
    expect(secrets).toHaveLength(3);
    for (const { Properties } of secrets) {
      expect(Properties.GenerateSecretString).toEqual({
        ExcludePunctuation: true,
        IncludeSpace: false,
        PasswordLength: 43,
      });
      expect(Properties.SecretString).toBeUndefined();
    }
  });
});

describe('the key that seals the secrets of channels', () => {
  const [id, key] = resourceNamed(template, 'AWS::KMS::Key', 'ChannelKey');

  test('is renewed by AWS, and open to nobody but by rights of this account', () => {
    expect(key.Properties.EnableKeyRotation).toBe(true);
    const { Statement } = key.Properties.KeyPolicy as { Statement: { Principal: object }[] };
    expect(Statement).toHaveLength(1);
    expect(JSON.stringify(Statement[0]!.Principal)).toContain('{"Ref":"AWS::AccountId"},":root"');
  });

  test('has a name of its own in each stage', () => {
    for (const stage of ['dev', 'prod']) {
      const [alias] = Object.values(resourcesOf(synthesized({ stage }), 'AWS::KMS::Alias'));
      expect(alias!.Properties.AliasName).toBe(`alias/heartbeat-central-${stage}-channels`);
    }
    const [alias] = Object.values(resourcesOf(template, 'AWS::KMS::Alias'));
    refersTo(alias!.Properties.TargetKeyId, id);
  });
});

describe('queues', () => {
  test.each([
    ['Judge', 3_600, 5],
    ['Notify', 14 * 86_400, 10],
  ])('%s has six timeouts to work in, tries, and a place for what failed', (name, seconds, tries) => {
    const [, queue] = resourceNamed(template, 'AWS::SQS::Queue', `${name}Queue`);
    const [deadId, dead] = resourceNamed(template, 'AWS::SQS::Queue', `${name}QueueDeadLetters`);
    expect(queue.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: seconds,
      VisibilityTimeout: 6 * Number(lambda(name).Properties.Timeout),
      RedrivePolicy: { maxReceiveCount: tries, deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] } },
    });
    expect(dead.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
  });

  test('are reached through TLS only', () => {
    const policies = Object.values(resourcesOf(template, 'AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(5);
    for (const { Properties } of policies) {
      expect(JSON.stringify(Properties)).toContain(
        '{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
      );
    }
  });

  test.each([
    [{}, 2, 2],
    [{ judgeConcurrency: '5', notifyConcurrency: '7' }, 5, 7],
  ])(
    'are worked on at once with failures told one by one, as the options %j say',
    (options, judge, notify) => {
      const mappings = resourcesOf(synthesized(options), 'AWS::Lambda::EventSourceMapping');
      const found = Object.values(mappings).map(({ Properties }) => Properties);
      expect(found).toHaveLength(2);
      for (const [i, [name, concurrency]] of (
        [
          ['Judge', judge],
          ['Notify', notify],
        ] as const
      ).entries()) {
        expect(found[i]).toMatchObject({
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: concurrency },
        });
        expect(found[i]?.MaximumBatchingWindowInSeconds).toBeUndefined();
        refersTo(found[i]?.EventSourceArn, `${name}Queue`);
        refersTo(found[i]?.FunctionName, name);
      }
    },
  );
});

describe('topics', () => {
  const subscriptions = Object.values(resourcesOf(template, 'AWS::SNS::Subscription')).map(
    ({ Properties }) => Properties,
  );

  test('hand transitions to notify as they are, and keep apart what they could not hand over', () => {
    const [toQueue] = subscriptions.filter(({ Protocol }) => Protocol === 'sqs');
    expect(toQueue?.RawMessageDelivery).toBe(true);
    refersTo(toQueue?.TopicArn, 'TopicsTransitions');
    refersTo(toQueue?.Endpoint, 'NotifyQueue');
    refersTo(toQueue?.RedrivePolicy, 'TopicsUndelivered');
    const [, undelivered] = resourceNamed(template, 'AWS::SQS::Queue', 'TopicsUndelivered');
    expect(undelivered.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
  });

  test('tell operators by mail', () => {
    const mails = subscriptions.filter(({ Protocol }) => Protocol === 'email');
    expect(mails.map(({ Endpoint }) => Endpoint)).toEqual(['a@example.com', 'b@example.com']);
    for (const { TopicArn } of mails) refersTo(TopicArn, 'TopicsOperators');
    expect(JSON.stringify(resourcesOf(synthesized(), 'AWS::SNS::Subscription'))).not.toContain('email');
  });

  test('are published to through TLS only, by our roles and, where operators are told, by alarms of this account', () => {
    const policies = Object.values(resourcesOf(template, 'AWS::SNS::TopicPolicy')).map(({ Properties }) =>
      JSON.stringify(Properties.PolicyDocument),
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies)
      expect(policy).toContain('{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
    const open = policies.filter((policy) => policy.includes('"Effect":"Allow"'));
    expect(open).toEqual([expect.stringContaining('TopicsOperators')]);
    expect(open[0]).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
    expect(open[0]).toContain('cloudwatch.amazonaws.com');
  });
});

describe('the sweep', () => {
  const [, rule] = resourceNamed(template, 'AWS::Events::Rule', 'SweepSchedule');

  test('comes each minute and is never repeated', () => {
    expect(rule.Properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }],
    });
    const [, invoke] = resourceNamed(template, 'AWS::Lambda::EventInvokeConfig', 'SweepEventInvokeConfig');
    expect(invoke.Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
  });

  test('begins only once deploy has run, and beats find their way', () => {
    const [deployment, { Properties }] = resourceNamed(template, 'Custom::Trigger', 'Deployment');
    expect(rule.DependsOn).toContain(deployment);
    const [route] = resourceNamed(template, 'AWS::ApiGatewayV2::Route', 'ApiPOSTinternalcanary');
    expect(rule.DependsOn).toContain(route);
    refersTo(Properties.HandlerArn, 'DeployCurrentVersion');
    expect(Properties.Timeout).toBe('300000');
  });

  test('waits for what deploy works with', () => {
    const { DependsOn } = lambda('Deploy');
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^DeployRoleDefaultPolicy/)]));
    const [, policy] = resourceNamed(template, 'AWS::IAM::Policy', 'DeployRoleDefaultPolicy');
    for (const name of ['Table', 'SecretsAdminKey', 'SecretsCanaryKey', 'JudgeQueue']) refersTo(policy, name);
  });
});

describe('alarms', () => {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
  const alarm = (name: string) =>
    resourceNamed(template, 'AWS::CloudWatch::Alarm', `Alarms${name}`)[1].Properties;

  test('each say what to do, to the operators, when it begins; that it is over is told of the sweep alone', () => {
    expect(
      Object.keys(alarms)
        .map((id) => id.replace(/^Alarms|[0-9A-F]{8}$/g, ''))
        .sort(),
    ).toEqual([
      'JudgeDeadLetters',
      'JudgeErrors',
      'JudgeFailing',
      'JudgeLate',
      'NotifyDeadLetters',
      'NotifyErrors',
      'NotifyFailing',
      'NotifyLate',
      'RequestsFailing',
      'RequestsThrottled',
      'SweepErrors',
      'SweepMissing',
      'TableThrottled',
      'TransitionsUndelivered',
    ]);
    for (const [id, { Properties }] of Object.entries(alarms)) {
      expect(Properties.AlarmDescription).toMatch(/Look at/);
      refersTo(Properties.AlarmActions, 'TopicsOperators');
      const isOfSweep = id.startsWith('AlarmsSweepMissing');
      expect(Properties.OKActions).toEqual(isOfSweep ? Properties.AlarmActions : undefined);
    }
  });

  test('hear a sweep that does not come: no figure at all is trouble', () => {
    expect(alarm('SweepMissing')).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
    const metrics = alarm('SweepMissing').Metrics as {
      Expression?: string;
      MetricStat?: { Period: number };
    }[];
    expect(metrics.map(({ Expression }) => Expression).filter(Boolean)).toEqual(['calls - errors']);
    expect(metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? [])).toEqual([300, 300]);
    for (const [id, { Properties }] of Object.entries(alarms)) {
      if (!id.startsWith('AlarmsSweepMissing')) expect(Properties.TreatMissingData).toBe('notBreaching');
    }
  });

  test('hear one dead letter', () => {
    for (const name of ['Judge', 'Notify']) {
      expect(alarm(`${name}DeadLetters`)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
      refersTo(alarm(`${name}DeadLetters`).Dimensions, `${name}QueueDeadLetters`);
    }
    expect(alarm('TransitionsUndelivered')).toMatchObject({ Threshold: 1 });
    refersTo(alarm('TransitionsUndelivered').Dimensions, 'TopicsUndelivered');
  });

  test('come after the first sweep could', () => {
    const [schedule] = resourceNamed(template, 'AWS::Events::Rule', 'SweepSchedule');
    for (const { DependsOn } of Object.values(alarms)) expect(DependsOn).toContain(schedule);
  });

  test('hear work that waits longer than SQS delays it and two crashes hold it up', () => {
    for (const name of ['Judge', 'Notify']) {
      const [, queue] = resourceNamed(template, 'AWS::SQS::Queue', `${name}Queue`);
      const { Threshold, ...late } = alarm(`${name}Late`);
      expect(late).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Statistic: 'Maximum' });
      expect(Threshold).toBeGreaterThan(
        TICKET_HORIZON_MS / 1_000 + 2 * Number(queue.Properties.VisibilityTimeout),
      );
      refersTo(late.Dimensions, `${name}Queue[0-9A-F]{8}`);
    }
  });

  const filterOf = (name: string) => {
    const [, { Properties }] = resourceNamed(template, 'AWS::Logs::MetricFilter', `Alarms${name}Filter`);
    const [{ MetricName, MetricNamespace }] = Properties.MetricTransformations as [
      { MetricName: string; MetricNamespace: string },
    ];
    expect(alarm(name)).toMatchObject({
      MetricName,
      Namespace: MetricNamespace,
      Statistic: 'Sum',
      Period: 300,
    });
    expect(MetricNamespace).toBe('HeartbeatCentral-dev');
    return Properties;
  };

  test('hear errors that a function got over by itself', () => {
    for (const name of ['Sweep', 'Judge', 'Notify']) {
      const { FilterPattern, LogGroupName } = filterOf(`${name}Errors`);
      expect(FilterPattern).toBe('{ $.level = "ERROR" }');
      refersTo(LogGroupName, `${name}Log`);
      expect(alarm(`${name}Errors`).Threshold).toBe(3);
    }
  });

  test('hear requests that the gateway refused, as its log writes them, and not those that we refused', () => {
    const { FilterPattern, LogGroupName } = filterOf('RequestsThrottled');
    expect(FilterPattern).toBe('{ ($.status = "429") && ($.integrationStatus != "200") }');
    refersTo(LogGroupName, 'ApiAccessLog');
    const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage')) as [Resource];
    const { Format } = Properties.AccessLogSettings as { Format: string };
    for (const name of ['status', 'integrationStatus'])
      expect(Format).toContain(`"${name}":"$context.${name}"`);
    expect(alarm('RequestsThrottled').AlarmDescription).toContain('-c throttleRate');
  });

  test('can be left out', () => {
    const without = synthesized({ alarms: 'false' });
    for (const type of ['AWS::CloudWatch::Alarm', 'AWS::Logs::MetricFilter'])
      expect(resourcesOf(without, type)).toEqual({});
  });
});

describe('outputs', () => {
  type Outputs = Record<string, { Value: unknown; Description: string }>;
  const outputs = template.toJSON().Outputs as Outputs;
  const textOf = (name: string): string => JSON.stringify(outputs[name]?.Value);

  test('say what to do next', () => {
    expect(Object.keys(outputs)).toEqual([
      'Url',
      'AdminSecret',
      'ShowAdminKey',
      'AddService',
      'FirstHeartbeat',
      'ApplyAgain',
      'ReturnDeadLetters',
      'DropDeadTickets',
      'UndeliveredQueueUrl',
      'NotifyQueueUrl',
      'TransitionsTopic',
      'OperatorsTopic',
      'ConfirmEmails',
    ]);
    for (const { Description } of Object.values(outputs)) expect(Description.length).toBeGreaterThan(20);
    refersTo(outputs.AdminSecret?.Value, 'SecretsAdminKey');
    expect(textOf('ShowAdminKey')).toContain('aws secretsmanager get-secret-value');
    expect(textOf('AddService')).toContain('/api/services -H');
    expect(textOf('FirstHeartbeat')).toContain('/api/heartbeat -H');
    expect(outputs.ConfirmEmails?.Value).toBe('a@example.com, b@example.com');
    expect(synthesized().toJSON().Outputs).not.toHaveProperty('ConfirmEmails');
  });

  test('send dead letters back from a queue whose letters came out of a queue, which alone AWS takes', () => {
    expect(textOf('ReturnDeadLetters')).toContain('start-message-move-task');
    expect(textOf('ReturnDeadLetters')).toMatch(/--source-arn ","?.*"NotifyQueueDeadLetters\w+","Arn"/);
    expect(textOf('DropDeadTickets')).toMatch(/purge-queue .*"JudgeQueueDeadLetters/);
  });

  test('say so where nobody is told', () => {
    const named = (context: Record<string, string>): string[] =>
      Object.keys(synthesized(context).toJSON().Outputs as Outputs);
    expect(named({})).toContain('NobodyIsTold');
    for (const context of [
      { alertEmails: 'a@example.com' },
      { slackWebhookParameter: '/heartbeat/slack' },
      { webhookParameter: 'hook' },
    ]) {
      expect(named(context)).not.toContain('NobodyIsTold');
    }
  });

  test('name a service of the file for the first heartbeat, where there is one', () => {
    const services = [{ serviceId: 'shop', keyHash: 'a'.repeat(64) }] as unknown as ServiceEntry[];
    const found = withStack({}, (stack) => Template.fromStack(stack).toJSON().Outputs as Outputs, services);
    expect(found).not.toHaveProperty('AddService');
    expect(JSON.stringify(found.FirstHeartbeat?.Value)).toContain('shop');
  });
});
