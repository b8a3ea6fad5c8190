import { describe, expect, test } from '@jest/globals';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { announcementMessage, noticeMessage } from '../../adapters/slack/message.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { announce } from '../../contracts/events/announcement.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { transitionWith } from '../events/transitions.ts';
import { answering, httpReceiver } from './http-receiver.ts';
import { refusalOf } from './refusal-of.ts';

const publicUrl = 'https://heartbeats.example.com';
const outgoing = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });
const clock = { now: () => Date.parse('2025-11-21T10:00:00Z') };
const channelTo = (url: string): Channel => createSlackChannel({ url, publicUrl, outgoing, clock });

describe('the channel', () => {
  const message = { type: 'transition', transition: transitionWith() } as const;

  test('POSTs the message once', async () => {
    await using receiver = await httpReceiver(answering(200, {}, 'ok'));
    const channel = channelTo(receiver.url);
    expect(channel.id).toBe('slack');
    expect(await channel.send(message)).toBe('ok');
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(
      announcementMessage(announce(message.transition, { publicUrl })),
    );
  });

  test('says where it is to be shown and as whom, for webhooks that heed it', async () => {
    await using receiver = await httpReceiver(answering(200, {}, 'ok'));
    const channel = createSlackChannel({
      id: 'team-a',
      url: receiver.url,
      channel: '#alerts',
      username: 'Heartbeats',
      publicUrl,
      outgoing,
      clock,
    });
    expect(channel.id).toBe('team-a');
    await channel.send(message);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
      channel: '#alerts',
      username: 'Heartbeats',
      ...announcementMessage(announce(message.transition, { publicUrl })),
    });
  });

  test('POSTs a notice', async () => {
    await using receiver = await httpReceiver(answering(200, {}, 'ok'));
    await channelTo(receiver.url).send({
      type: 'notice',
      subject: 'Deaf\n',
      text: 'We <hear> nothing.\nAgain.',
    });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(
      noticeMessage('Deaf', 'We <hear> nothing.\nAgain.'),
    );
  });

  test('takes even an empty notice', async () => {
    await using receiver = await httpReceiver(answering(200, {}, 'ok'));
    expect(await channelTo(receiver.url).send({ type: 'notice', subject: '', text: '\n' })).toBe('ok');
    expect(receiver.received[0]?.body).not.toContain('"text":""');
  });

  test.each([
    ['7', 7_000],
    ['Fri, 21 Nov 2025 10:00:09 GMT', 9_000],
  ])('hands on Retry-After: %s', async (header, retryAfterMs) => {
    await using receiver = await httpReceiver(answering(429, { 'retry-after': header }, 'rate_limited'));
    const refused = await refusalOf(() => channelTo(receiver.url).send(message));
    expect(refused).toMatchObject({ message: '127.0.0.1 answered 429 (rate_limited).', retryAfterMs });
  });

  test('repeats one word of Slack, and no other text', async () => {
    await using gone = await httpReceiver(answering(404, {}, 'no_service'));
    await using talkative = await httpReceiver(answering(500, {}, '<html>secret</html>'));
    expect((await refusalOf(() => channelTo(gone.url).send(message))).message).toBe(
      '127.0.0.1 answered 404 (no_service).',
    );
    expect((await refusalOf(() => channelTo(talkative.url).send(message))).message).toBe(
      '127.0.0.1 answered 500.',
    );
  });

  test('tells a slow receiver', async () => {
    await using receiver = await httpReceiver(() => {});
    const hasty = createOutgoing({ allowPrivateTargets: true, timeoutMs: 200 });
    const channel = createSlackChannel({ url: receiver.url, publicUrl, outgoing: hasty, clock });
    expect((await refusalOf(() => channel.send(message))).message).toBe(
      '127.0.0.1 did not answer within 0.2 s.',
    );
  });

  test('refuses an address that can never work', async () => {
    const strict = createOutgoing({ allowPrivateTargets: false });
    const create = (): Channel =>
      createSlackChannel({
        url: 'http://hooks.slack.com/services/secret',
        publicUrl,
        outgoing: strict,
        clock,
      });
    expect((await refusalOf(create)).message).toBe(
      'hooks.slack.com must be reached over https, not plain http.',
    );
  });
});
