import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { SnsTransitionPublisher } from '../../adapters/sns/sns-transition-publisher.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import { MOST_MESSAGE_LENGTH } from '../../contracts/http/limits.ts';
import { REASONS } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { transitionWith } from '../events/transitions.ts';
import { sdkError } from '../support/scripted-dynamo.ts';
import { anyRef, anyText, TAKEN_BY_SQS } from './messages.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:transitions';
const PUBLIC_URL = 'https://heartbeats.example.com';
/** What SNS takes, message and attributes together. */
const MOST_BYTES = 256 * 1_024;

function scripted(failure?: Error) {
  const client = createSnsClient({ region: 'eu-central-1' });
  const publish = mockClient(client).on(PublishCommand);
  const mock = failure ? publish.rejects(failure) : publish.resolves({ MessageId: 'm1' });
  const publisher = new SnsTransitionPublisher({ client, topicArn: TOPIC_ARN, publicUrl: PUBLIC_URL });
  const inputs = (): PublishCommandInput[] =>
    mock.commandCalls(PublishCommand).map(({ args }) => args[0].input);
  return { publisher, inputs };
}

async function published(transition: Transition): Promise<PublishCommandInput> {
  const { publisher, inputs } = scripted();
  await publisher.publish(transition);
  expect(inputs()).toHaveLength(1);
  return inputs()[0]!;
}

const valuesOf = ({ MessageAttributes = {} }: PublishCommandInput): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]));

const bytesOf = ({ Message = '', MessageAttributes = {} }: PublishCommandInput): number =>
  Object.entries(MessageAttributes)
    .flatMap(([name, { DataType = '', StringValue = '' }]) => [name, DataType, StringValue])
    .reduce((sum, text) => sum + Buffer.byteLength(text), Buffer.byteLength(Message));

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

test('a transition is published as its event, with attributes to filter by', async () => {
  const transition = transitionWith();
  expect(await published(transition)).toEqual({
    TopicArn: TOPIC_ARN,
    Subject: 'Payments API is down: no heartbeat since 2025-11-21T10:00:00.000Z (expected by...',
    Message: JSON.stringify(toTransitionEvent(transition, PUBLIC_URL)),
    MessageAttributes: {
      kind: text('service'),
      monitorId: text('payments-api'),
      from: text('up'),
      to: text('down'),
      reason: text('missed'),
      severity: text('down'),
    },
  });
});

test.each([
  ['up', 'down', 'missed', 'down'],
  ['up', 'degraded', 'reported-degraded', 'degraded'],
  ['down', 'up', 'recovered', 'recovered'],
  ['unknown', 'up', 'heartbeat', 'info'],
  ['down', 'closed', 'deleted', 'info'],
] as const)('%s to %s because %s is %s', async (from, to, reason, severity) => {
  expect(valuesOf(await published(transitionWith({ from, to, reason })))).toMatchObject({
    from,
    to,
    reason,
    severity,
  });
});

test.each([
  ['a/b c: @ünï 中 👩‍👩‍👧‍👦', 'a/b c: @ünï 中 👩‍👩‍👧‍👦'],
  ['line\nend\0', 'line\uFFFDend\uFFFD'],
  ['half \uD83D', 'half \uFFFD'],
  ['no\uFFFEcharacters\uFFFF', 'no\uFFFDcharacters\uFFFD'],
  ['', '-'],
])('the id %j is filtered by as %j', async (id, value) => {
  expect(valuesOf(await published(transitionWith({ id }))).monitorId).toBe(value);
});

test('whatever people write, SNS and SQS take it', async () => {
  await fc.assert(
    fc.asyncProperty(anyRef, anyText(0, 300), anyText(0, 300), async (ref, name, message) => {
      const transition = transitionWith({
        ...ref,
        name,
        message,
        tags: [message],
        reason: 'reported-failure',
      });
      const input = await published(transition);
      expect(input.Message).toMatch(TAKEN_BY_SQS);
      expect(JSON.parse(input.Message!)).toEqual(toTransitionEvent(transition, PUBLIC_URL));
      for (const value of Object.values(valuesOf(input))) {
        expect(value).toMatch(TAKEN_BY_SQS);
        expect(value).not.toMatch(/\p{Cc}/u);
        expect(value).not.toBe('');
      }
    }),
  );
});

test.each(['\u0001', '\uFFFF', '\uD83D', '"', '中', '👩'])(
  'the largest transition, all of %j, is a quarter of what SNS takes',
  async (character) => {
    const filled = (length: number): string => character.repeat(length / character.length);
    for (const reason of REASONS) {
      const input = await published(
        transitionWith({
          id: filled(128),
          name: filled(200),
          tags: Array.from({ length: 50 }, () => filled(64)),
          message: filled(MOST_MESSAGE_LENGTH),
          reason,
          born: Number.MAX_SAFE_INTEGER,
          sequence: Number.MAX_SAFE_INTEGER,
          gap: { from: 0, to: 1 },
        }),
      );
      expect(bytesOf(input)).toBeLessThan(MOST_BYTES / 4);
    }
  },
);

describe('where SNS fails', () => {
  test('publishing rejects with the name of the failure, and its words in the cause', async () => {
    const cause = sdkError('AuthorizationError', `not authorized to perform SNS:Publish on ${TOPIC_ARN}`);
    const { publisher, inputs } = scripted(cause);
    const failure: unknown = await publisher.publish(transitionWith()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({ message: 'SNS did not take a transition (AuthorizationError)', cause });
    expect(inputs()).toHaveLength(1);
  });
});
