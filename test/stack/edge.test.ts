import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createEdgeHandler } from '../../lambdas/edge/handler.ts';

const KEY = 'k'.repeat(43);
const ask = (...identitySource: string[]) => ({ identitySource });

describe('the door behind CloudFront', () => {
  test.each([
    [KEY, true],
    [`${KEY}k`, false],
    [KEY.slice(1), false],
    ['', false],
    ['K'.repeat(43), false],
  ])('%s is let in: %s', async (presented, isAuthorized) => {
    const handler = createEdgeHandler(async () => KEY);
    await expect(handler(ask(presented))).resolves.toEqual({ isAuthorized });
  });

  test('is shut for requests without a key, and the secret is not even read', async () => {
    let reads = 0;
    const handler = createEdgeHandler(async () => String(++reads));
    await expect(handler({ identitySource: [] })).resolves.toEqual({ isAuthorized: false });
    await expect(handler({} as ReturnType<typeof ask>)).resolves.toEqual({ isAuthorized: false });
    expect(reads).toBe(0);
  });

  test('reads its key once in a process, and again after it could not be read', async () => {
    const answers = [() => Promise.reject(new Error('throttled')), async () => KEY];
    let reads = 0;
    const handler = createEdgeHandler(() => answers[reads++]!());
    await expect(handler(ask(KEY))).rejects.toThrow('throttled');
    await Promise.all([handler(ask(KEY)), handler(ask(KEY))]);
    await expect(handler(ask(KEY))).resolves.toEqual({ isAuthorized: true });
    expect(reads).toBe(2);
  });
});

describe('its function', () => {
  const secrets = mockClient(SecretsManagerClient);

  const environment = {
    EDGE_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:edge',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const before = { ...process.env };
  beforeEach(() => {
    Object.assign(process.env, environment);
  });
  afterEach(() => {
    process.env = { ...before };
    secrets.reset();
  });

  test('reads exactly the secret that it was told of', async () => {
    const { handler } = await import('../../lambdas/edge/lambda.ts');
    secrets.on(GetSecretValueCommand).resolvesOnce({}).resolves({ SecretString: KEY });
    await expect(handler(ask(KEY))).rejects.toThrow('EDGE_SECRET_ARN');
    await expect(handler(ask(KEY))).resolves.toEqual({ isAuthorized: true });
    await expect(handler(ask('wrong'))).resolves.toEqual({ isAuthorized: false });
    const asked = secrets.commandCalls(GetSecretValueCommand).map(({ args }) => args[0].input);
    expect(asked).toEqual([
      { SecretId: process.env.EDGE_SECRET_ARN },
      { SecretId: process.env.EDGE_SECRET_ARN },
    ]);
  });
});
