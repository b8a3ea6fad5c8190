import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SqsOperators } from '../../adapters/sqs/sqs-operators.ts';
import { sdkError } from '../support/scripted-dynamo.ts';
import { RecordingLog } from './recording-log.ts';

const QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/notify';
const NOTICE = { kind: 'hearing', subject: 'We hear nothing', text: 'No canary since 10:00.' } as const;
const LOGGED = {
  level: 'error',
  facts: { subject: NOTICE.subject, text: NOTICE.text },
  sentence: 'Notice for the operators',
};

function scripted() {
  const client = createSqsClient({ region: 'eu-central-1' });
  const log = new RecordingLog();
  return { mock: mockClient(client), log, operators: new SqsOperators({ client, queueUrl: QUEUE_URL, log }) };
}

test('a notice is logged and put on the queue', async () => {
  const { mock, log, operators } = scripted();
  mock.on(SendMessageCommand).resolves({});
  await operators.tell(NOTICE);
  expect(mock.calls().map(({ args }) => args[0].input)).toEqual([
    {
      QueueUrl: QUEUE_URL,
      MessageBody:
        '{"notice":{"kind":"hearing","subject":"We hear nothing","text":"No canary since 10:00."}}',
    },
  ]);
  expect(log.lines).toEqual([LOGGED]);
});

test('a queue that fails rejects nothing: the log has the notice', async () => {
  const { mock, log, operators } = scripted();
  mock
    .on(SendMessageCommand)
    .rejects(sdkError('AccessDenied', 'arn:aws:sqs:eu-central-1:123456789012:notify'));
  await operators.tell(NOTICE);
  expect(log.lines).toEqual([
    LOGGED,
    {
      level: 'error',
      facts: { subject: NOTICE.subject, error: 'AccessDenied' },
      sentence: 'The notice was not queued',
    },
  ]);
});
