import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { clientOptions } from '../../lambdas/on-aws/client-options.ts';
import { consoleLog } from '../../lambdas/on-aws/console-log.ts';
import { limitsFrom } from '../../lambdas/on-aws/limits-from.ts';
import { openChannels } from '../../lambdas/on-aws/open-channels.ts';
import { readSecret } from '../../lambdas/on-aws/read-secret.ts';
import { secretChannel } from '../../lambdas/on-aws/secret-channel.ts';
import { withViewerAddress } from '../../lambdas/on-aws/viewer-address.ts';
import { DEFAULT_LIMITS } from '../../lambdas/runtime/limits.ts';
import { httpEvent } from '../support/http-event.ts';
import { ManualClock } from '../support/manual-clock.ts';

const ENV = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
  PUBLIC_URL: 'https://heartbeat.example',
  OPERATORS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:operators',
};

const [ssm, sns, secrets] = [mockClient(SSMClient), mockClient(SNSClient), mockClient(SecretsManagerClient)];
afterEach(() => {
  for (const mock of [ssm, sns, secrets]) mock.reset();
  jest.restoreAllMocks();
});

describe('the role of a function', () => {
  test('is what Lambda put into the environment', () => {
    expect(clientOptions(ENV, 'SQS')).toEqual({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    });
  });

  test('is missed by name', () => {
    expect(() => clientOptions({}, 'SQS')).toThrow('lacks AWS_REGION');
  });
});

describe('the channels of the stack', () => {
  const open = async (env: Record<string, string> = {}) => {
    const errors: string[] = [];
    const log = { ...consoleLog, error: (_facts: object, sentence: string) => void errors.push(sentence) };
    const outgoing = createOutgoing({ allowPrivateTargets: false });
    const channels = openChannels({ ...ENV, ...env }, { outgoing, clock: new ManualClock(), log });
    return { channels, errors };
  };

  test('are e-mail alone where no parameter is named, and nothing is read', async () => {
    const { channels } = await open();
    expect([...channels.keys()]).toEqual(['email']);
    expect(ssm.calls()).toHaveLength(0);
  });

  test('are those whose parameters are named, which are read when they are needed', async () => {
    const { channels } = await open({ SLACK_WEBHOOK_PARAMETER: '/hb/slack', WEBHOOK_PARAMETER: '/hb/hook' });
    expect([...channels.keys()]).toEqual(['email', 'slack', 'webhook']);
    expect(ssm.calls()).toHaveLength(0);
  });

  const message = { type: 'notice', subject: 's', text: 't' } as const;

  test.each([
    ['is missing', () => ssm.on(GetParameterCommand).rejects(new Error('ParameterNotFound'))],
    ['holds no URL', () => ssm.on(GetParameterCommand).resolves({ Parameter: { Value: 'xoxb-a-token' } })],
    ['is empty', () => ssm.on(GetParameterCommand).resolves({})],
  ])('refuse each message and say why where a parameter %s', async (_case, given) => {
    given();
    const { channels, errors } = await open({ SLACK_WEBHOOK_PARAMETER: '/hb/slack' });
    const refusal = channels.get('slack')!.send(message);
    await expect(refusal).rejects.toThrow('The parameter /hb/slack cannot be read, or holds no usable URL');
    await expect(refusal).rejects.not.toThrow('xoxb');
    expect(errors).toEqual(['A channel cannot be used']);
    sns.on(PublishCommand).resolves({ MessageId: 'm' });
    await channels.get('email')!.send(message);
    expect(sns.commandCalls(PublishCommand)).toHaveLength(1);
  });

  test('read a parameter once, and again after a refusal, since it may have been corrected', async () => {
    const { channels } = await open();
    expect(channels.has('slack')).toBe(false);
    const values = ['one', 'two'];
    ssm.on(GetParameterCommand).callsFake(() => ({ Parameter: { Value: values.shift() } }));
    const used: string[] = [];
    const channel = secretChannel({
      env: ENV,
      id: 'slack',
      parameter: '/hb/slack',
      log: consoleLog,
      create: (url) => ({
        id: 'slack',
        send: async () => {
          used.push(url);
          if (used.length === 3) throw new ChannelRefused('no_service');
          return 'ok';
        },
      }),
    });
    await channel.send(message);
    await channel.send(message);
    await expect(channel.send(message)).rejects.toThrow('no_service');
    await channel.send(message);
    expect(used).toEqual(['one', 'one', 'one', 'two']);
    expect(ssm.commandCalls(GetParameterCommand).map(({ args }) => args[0].input)).toEqual(
      Array.from({ length: 2 }, () => ({ Name: '/hb/slack', WithDecryption: true })),
    );
  });
});

describe('a secret', () => {
  test('is read by the name that the stack gave', async () => {
    secrets
      .on(GetSecretValueCommand, { SecretId: 'arn:canary' })
      .resolves({ SecretString: 'the-canary-key\n' });
    expect(await readSecret({ ...ENV, CANARY_SECRET_ARN: 'arn:canary' }, 'CANARY_SECRET_ARN')).toBe(
      'the-canary-key',
    );
  });

  test('is missed where it is empty', async () => {
    secrets.on(GetSecretValueCommand).resolves({});
    const reading = readSecret({ ...ENV, CANARY_SECRET_ARN: 'arn:canary' }, 'CANARY_SECRET_ARN');
    await expect(reading).rejects.toThrow('The secret of CANARY_SECRET_ARN is empty');
  });
});

describe('the log', () => {
  test('is objects that Lambda writes as JSON, with errors that can be read', () => {
    const lines: unknown[] = [];
    jest.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
    const err = new StoreUnavailable('The table is out', { cause: new Error('ECONNRESET') });
    consoleLog.error({ err, monitor: 'service/a' }, 'A ticket failed');
    expect(lines).toEqual([
      {
        message: 'A ticket failed',
        monitor: 'service/a',
        err: {
          name: 'StoreUnavailable',
          message: 'The table is out',
          stack: expect.stringContaining('on-aws.test.ts'),
          cause: expect.objectContaining({ message: 'ECONNRESET' }),
        },
      },
    ]);
  });

  test('bears facts that JSON cannot', () => {
    const lines: unknown[] = [];
    jest.spyOn(console, 'warn').mockImplementation((line) => void lines.push(line));
    const circle: Record<string, unknown> = { big: 10n };
    circle.self = circle;
    consoleLog.warn({ circle }, 'Odd facts');
    expect(lines).toEqual([{ message: 'Odd facts', facts: expect.any(String) }]);
  });
});

describe('the address of a sender', () => {
  const seen = async (env: Record<string, string>, headers: Record<string, string>) => {
    const handle = withViewerAddress(env, async (event) => ({ body: event.requestContext.http.sourceIp }));
    return (await handle(httpEvent('GET', '/', { headers }))).body;
  };
  const plain = httpEvent('GET', '/').requestContext.http.sourceIp;

  test('is what the gateway saw, whatever a sender says of itself', async () => {
    expect(await seen({}, { 'x-viewer-address': '203.0.113.9' })).toBe(plain);
  });

  test('is what CloudFront saw where it stands in front', async () => {
    const env = { VIEWER_ADDRESS_HEADER: 'x-viewer-address' };
    expect(await seen(env, { 'x-viewer-address': '203.0.113.9' })).toBe('203.0.113.9');
    expect(await seen(env, {})).toBe(plain);
  });
});

test('limits are as the stack was told, and else as usual', () => {
  expect(limitsFrom({ RATE_LIMIT_KEY_PER_MINUTE: '50000' })).toEqual({ ...DEFAULT_LIMITS, key: 50_000 });
});
