import { expect, test } from '@jest/globals';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';

test.each([
  ['SQS', createSqsClient],
  ['SNS', createSnsClient],
])('a client of %s repeats twice what was lost', async (_name, create) => {
  const { config } = create({ region: 'eu-central-1' });
  expect(await config.region()).toBe('eu-central-1');
  expect(await config.maxAttempts()).toBe(3);
});

test('an endpoint that is given counts, whatever host a queue names', () => {
  const endpoint = 'http://127.0.0.1:4566';
  expect(createSqsClient({ region: 'eu-central-1', endpoint }).config.useQueueUrlAsEndpoint).toBe(false);
  expect(createSqsClient({ region: 'eu-central-1' }).config.useQueueUrlAsEndpoint).toBe(true);
});
