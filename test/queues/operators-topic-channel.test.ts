import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import {
  createOperatorsTopicChannel,
  type OperatorsTopicChannelOptions,
} from '../../adapters/sns/operators-topic-channel.ts';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { LEASE_MS } from '../../core/paths/deliver.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { refusalOf } from '../channels/refusal-of.ts';
import { HOSTILE_NAMES, storm, transitionWith } from '../events/transitions.ts';
import { sdkError } from '../support/scripted-dynamo.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:operators-secret';

function scripted(failure?: Error, options: Partial<OperatorsTopicChannelOptions> = {}) {
  const client = createSnsClient({ region: 'eu-central-1' });
  const publish = mockClient(client).on(PublishCommand);
  const mock = failure ? publish.rejects(failure) : publish.resolves({ MessageId: 'm1' });
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms);
  };
  const publicUrl = 'https://heartbeats.example.com';
  const channel = createOperatorsTopicChannel({ client, topicArn: TOPIC_ARN, publicUrl, pause, ...options });
  const inputs = (): PublishCommandInput[] =>
    mock.commandCalls(PublishCommand).map(({ args }) => args[0].input);
  return { channel, inputs, pauses };
}

const aNotice = (subject: string, text: string) => ({ type: 'notice', subject, text }) as const;
const aTransition = { type: 'transition', transition: transitionWith() } as const;

test('a transition arrives as plain text', async () => {
  const { channel, inputs } = scripted();
  expect(channel.id).toBe('email');
  const transition = transitionWith({
    reason: 'reported-failure',
    name: 'Größe',
    message: 'disk full\nat /dev/sda',
  });
  expect(await channel.send({ type: 'transition', transition })).toBe('accepted by SNS as m1');
  expect(inputs()).toEqual([
    {
      TopicArn: TOPIC_ARN,
      Subject: 'Grosse is down: it reported a failure',
      Message: `Größe is down: it reported a failure

It was heard: this is not a silence.

Monitor: service payments-api
Status: up → down
Since: 2025-11-21T10:05:00.000Z
Last heartbeat: 2025-11-21T10:00:00.000Z
Was up for: 3 d 2 h
Tags: payments, production
Message: disk full
at /dev/sda

Open in Heartbeat Central: https://heartbeats.example.com/#/monitors/service/payments-api
`,
    },
  ]);
});

test('a storm arrives as one mail that SNS takes, and says what it leaves out', async () => {
  const { channel, inputs } = scripted();
  const name = '決'.repeat(100);
  await channel.send({ type: 'group', transitions: storm(1_000, () => ({ name })) });
  const [{ Subject, Message = '' } = {}] = inputs();
  expect(Subject).toBe('1000 monitors are down');
  expect(Buffer.byteLength(Message)).toBeLessThan(100_000);
  expect(Message).toMatch(/\nand \d{3} more\n/);
});

test('the test of a channel says so', async () => {
  const { channel, inputs } = scripted();
  await channel.send({ type: 'test', channel: 'On call', at: 0 });
  expect(inputs()[0]).toMatchObject({ Subject: 'Test: nothing is wrong' });
});

test.each([
  [
    aNotice('We hear nothing…', 'No canary.\nSince 10:00.'),
    'We hear nothing...',
    'We hear nothing…\n\nNo canary.\nSince 10:00.\n',
  ],
  [aNotice('', 'text'), 'Heartbeat Central', 'text\n'],
  [aNotice('subject', ' '), 'subject', 'subject\n'],
  [aNotice('', ''), 'Heartbeat Central', 'No text.\n'],
])('the notice %j', async (notice, Subject, Message) => {
  const { channel, inputs } = scripted();
  await channel.send(notice);
  expect(inputs()).toEqual([{ TopicArn: TOPIC_ARN, Subject, Message }]);
});

test.each(HOSTILE_NAMES)('%j is told in text that SNS takes', async (name) => {
  const { channel, inputs } = scripted();
  await channel.send({
    type: 'transition',
    transition: transitionWith({ id: name, name, message: `${name}\uFFFF` }),
  });
  await channel.send(aNotice(name, `${name}\uFFFE`.repeat(100)));
  for (const { Subject = '', Message = '' } of inputs()) {
    expect(Subject).toMatch(/^[!-~][ -~]{0,98}$/);
    expect(Message).not.toMatch(/(?!\n)[\p{Cc}\uFFFE\uFFFF]/u);
    expect(Message.isWellFormed()).toBe(true);
    expect(Message.trim()).not.toBe('');
    expect(Buffer.byteLength(Message)).toBeLessThan(64 * 1_024);
  }
});

test('mails leave 250 ms apart, so that two processes send 8 a second', async () => {
  const { channel, inputs, pauses } = scripted();
  await Promise.all([channel.send(aTransition), channel.send(aNotice('a', 'b')), channel.send(aTransition)]);
  expect(inputs()).toHaveLength(3);
  expect(pauses).toEqual([250, 250, 250]);
});

test('a mail waits for its turn, and a failure holds up no other', async () => {
  let end = (): void => {};
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      end = resolve;
    });
  const { channel, inputs } = scripted(sdkError('Throttled'), { pause });
  const sends = [1, 2].map(() => channel.send(aTransition).catch((error: unknown) => error));
  expect(await sends[0]).toBeInstanceOf(ChannelRefused);
  expect(inputs()).toHaveLength(1);
  end();
  expect(await sends[1]).toBeInstanceOf(ChannelRefused);
  expect(inputs()).toHaveLength(2);
});

test('who would wait for longer than an attempt may take is refused at once', async () => {
  const { channel, inputs } = scripted(undefined, { pause: () => new Promise(() => {}) });
  await channel.send(aTransition);
  for (let i = 0; i < 20; i++) void channel.send(aTransition);
  const refused = await refusalOf(() => channel.send(aTransition));
  expect(refused).toMatchObject({ message: 'Too many e-mails wait already.', retryAfterMs: 5_000 });
  // Waiting and sending, an attempt ends before its lease does.
  expect(refused.retryAfterMs! + 5_000).toBeLessThan(LEASE_MS);
  expect(inputs()).toHaveLength(1);
});

test('what SNS does not take is refused, without a secret', async () => {
  const { channel } = scripted(sdkError('AuthorizationError', `not authorized on ${TOPIC_ARN}`));
  const refused = await refusalOf(() => channel.send(aTransition));
  expect(refused.message).toBe('SNS did not take the message (AuthorizationError).');
  expect(refused.retryAfterMs).toBeUndefined();
});
