import { PublishCommand, type PublishCommandInput, SNSServiceException } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { smsText } from '../../adapters/sms/message.ts';
import { createSnsSmsChannel, type SnsSmsChannelOptions } from '../../adapters/sms/sns-sms-channel.ts';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { sdkError } from '../support/scripted-dynamo.ts';
import { message, publicUrl } from './http-channel.ts';
import { notReadyOf } from './not-ready-of.ts';
import { refusalOf } from './refusal-of.ts';

const TO = '+491701234567';

/** What SNS itself answers, as the SDK throws it. */
const answered = (name: string): Error =>
  new SNSServiceException({ name, message: 'secret 123456789012', $fault: 'client', $metadata: {} });

function scripted(failure?: Error, options: Partial<SnsSmsChannelOptions> = {}) {
  const client = createSnsClient({ region: 'eu-central-1' });
  const publish = mockClient(client).on(PublishCommand);
  const mock = failure ? publish.rejects(failure) : publish.resolves({ MessageId: 'm1' });
  const clock = new ManualClock();
  const channel = createSnsSmsChannel({ client, to: TO, perHour: 2, publicUrl, clock, ...options });
  const inputs = (): PublishCommandInput[] =>
    mock.commandCalls(PublishCommand).map(({ args }) => args[0].input);
  return { channel, inputs, clock };
}

test('a message is published to the number, as one that matters', async () => {
  const { channel, inputs } = scripted();
  expect(channel.id).toBe('sms');
  expect(await channel.send(message)).toBe('accepted by SNS as m1');
  expect(inputs()).toEqual([
    {
      PhoneNumber: TO,
      Message: smsText(message, publicUrl),
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
    },
  ]);
});

test.each([
  ['Heartbeats', 'AWS.SNS.SMS.SenderID'],
  ['+15005550006', 'AWS.MM.SMS.OriginationNumber'],
  ['12345', 'AWS.MM.SMS.OriginationNumber'],
])('its sender %s is told as %s', async (from, attribute) => {
  const { channel, inputs } = scripted(undefined, { id: 'phone', from });
  expect(channel.id).toBe('phone');
  await channel.send(message);
  const attributes = inputs()[0]?.MessageAttributes;
  expect(attributes?.[attribute]).toEqual({ DataType: 'String', StringValue: from });
  expect(Object.keys(attributes ?? {})).toHaveLength(2);
});

test.each(['', 'Heartbeat Central', 'Zürich', 'twelve-signs'])('%j can be no sender', async (from) => {
  expect((await refusalOf(() => scripted(undefined, { from }))).message).toMatch(/^The sender must be/);
});

describe('the budget of an hour', () => {
  test('ends in a wait', async () => {
    const { channel, inputs, clock } = scripted();
    await channel.send(message);
    clock.advance(600_000);
    await channel.send(message);
    expect((await notReadyOf(() => channel.send(message))).waitMs).toBe(3_000_000);
    clock.advance(3_000_000);
    await channel.send(message);
    expect(inputs()).toHaveLength(3);
  });

  test('is not touched by what SNS refuses, and its words are not repeated', async () => {
    const { channel, inputs } = scripted(answered('OptedOut'));
    for (let i = 0; i < 5; i += 1) {
      const refused = await refusalOf(() => channel.send(message));
      expect(refused.message).toBe('SNS did not take the message (OptedOut).');
    }
    expect(inputs()).toHaveLength(5);
  });

  test('is spent by what SNS did not answer, for it may have been sent', async () => {
    const { channel, inputs } = scripted(sdkError('TimeoutError', 'secret'));
    for (let i = 0; i < 2; i += 1) await refusalOf(() => channel.send(message));
    await notReadyOf(() => channel.send(message));
    expect(inputs()).toHaveLength(2);
  });
});
