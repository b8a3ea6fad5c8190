import { describe, expect, test } from '@jest/globals';
import { groupKey } from '../../adapters/outgoing/group-key.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { signatureHeaders } from '../../adapters/webhook/signature.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import { toGroupEvent } from '../../contracts/events/group-event.ts';
import { toTestEvent } from '../../contracts/events/test-event.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { readDocument, validatorOf } from '../events/schema.ts';
import { transitionWith } from '../events/transitions.ts';
import { answering, httpReceiver } from './http-receiver.ts';
import { refusalOf } from './refusal-of.ts';

const NOW = Date.parse('2025-11-21T10:00:00Z');
const publicUrl = 'https://heartbeats.example.com';
const outgoing = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });
const channelTo = (url: string): Channel =>
  createWebhookChannel({ url, publicUrl, outgoing, clock: { now: () => NOW } });

const transition = transitionWith({ name: 'a "name" 👩‍👩‍👧‍👦' });

test('a transition arrives as the CloudEvent it is', async () => {
  await using receiver = await httpReceiver(answering(202));
  const channel = channelTo(receiver.url);
  expect(channel.id).toBe('webhook');
  expect(await channel.send({ type: 'transition', transition })).toBe('answered 202');
  const [request] = receiver.received;
  expect(request?.headers['content-type']).toBe('application/cloudevents+json');
  expect(JSON.parse(request?.body ?? '')).toEqual(toTransitionEvent(transition, publicUrl));
});

test('a notice arrives as a CloudEvent of its own type, new each time', async () => {
  await using receiver = await httpReceiver(answering(200));
  const channel = channelTo(receiver.url);
  const notice = { type: 'notice', subject: 'Deaf', text: 'We hear nothing.' } as const;
  await channel.send(notice);
  await channel.send(notice);
  const [first, second] = receiver.received.map(({ body }) => JSON.parse(body) as { id: string });
  const valid = validatorOf(await readDocument('notice.v1.schema.json'));
  valid(first);
  expect(valid.errors ?? []).toEqual([]);
  expect(first).toMatchObject({ data: { subject: 'Deaf', text: 'We hear nothing.' } });
  expect(first?.id).not.toBe(second?.id);
});

describe('with a template', () => {
  const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const template = { text: '{{monitor.name}} is {{to}}', tags: '{{monitor.tags}}', event: '{{event}}' };
  const templated = (url: string, own: unknown = template): Channel =>
    createWebhookChannel({
      id: 'team-a',
      url,
      secret: SECRET,
      template: own,
      publicUrl,
      outgoing,
      clock: { now: () => NOW },
    });

  test('what it says is POSTed as JSON, and signed as it is', async () => {
    await using receiver = await httpReceiver(answering(200));
    const channel = templated(receiver.url);
    expect(channel.id).toBe('team-a');
    await channel.send({ type: 'transition', transition });
    const [request] = receiver.received;
    expect(request?.headers['content-type']).toBe('application/json');
    const event = toTransitionEvent(transition, publicUrl);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      text: 'a "name" 👩‍👩‍👧‍👦 is down',
      tags: ['payments', 'production'],
      event,
    });
    const { body = '', headers } = request ?? {};
    const signature = signatureHeaders({ secret: SECRET, id: event.id, at: NOW, body });
    expect(headers).toMatchObject(signature);
  });

  test('a notice is told with it too', async () => {
    await using receiver = await httpReceiver(answering(200));
    const channel = templated(receiver.url, [
      '{{headline}}',
      '{{sentences}}',
      '{{monitor.name}}',
      '{{link}}',
    ]);
    await channel.send({ type: 'notice', subject: 'Deaf', text: 'We hear\nnothing.' });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(['Deaf', ['We hear\nnothing.'], null, null]);
  });

  test('a message that its event makes too large goes without it', async () => {
    await using receiver = await httpReceiver(answering(200));
    const long = transitionWith({ message: 'x'.repeat(262_144) });
    await templated(receiver.url, ['{{to}}', '{{event}}']).send({ type: 'transition', transition: long });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(['down', null]);
  });

  test('a message that grows too large is not sent', async () => {
    await using receiver = await httpReceiver(answering(200));
    const channel = templated(receiver.url, '{{message}}'.repeat(1_400));
    const wordy = transitionWith({ message: 'x'.repeat(200) });
    const refused = await refusalOf(() => channel.send({ type: 'transition', transition: wordy }));
    expect(refused.message).toBe('With its template the message is larger than 256 KB.');
    expect(receiver.received).toEqual([]);
  });

  test('that can never be filled in no channel is made', async () => {
    const refused = await refusalOf(() => templated('https://hook.example/x', '{{nobody}}'));
    expect(refused.message).toMatch(/^There is no placeholder "nobody"/);
  });
});

test('a group arrives as one CloudEvent, the same each time', async () => {
  await using receiver = await httpReceiver(answering(200));
  const channel = channelTo(receiver.url);
  const transitions = [transition, transitionWith({ id: 'shop' })];
  await channel.send({ type: 'group', transitions });
  await channel.send({ type: 'group', transitions });
  const [first, second] = receiver.received.map(({ body }) => JSON.parse(body) as { id: string });
  expect(first).toEqual(toGroupEvent(transitions, publicUrl, groupKey(transitions)));
  expect(second).toEqual(first);
});

test('a test arrives as a CloudEvent of its own type, new each time', async () => {
  await using receiver = await httpReceiver(answering(200));
  const channel = channelTo(receiver.url);
  const tried = { type: 'test', channel: 'Hook', at: NOW } as const;
  await channel.send(tried);
  await channel.send(tried);
  const [first, second] = receiver.received.map(({ body }) => JSON.parse(body) as { id: string });
  expect(first).toEqual(toTestEvent(tried, publicUrl, first?.id ?? ''));
  expect(first?.id).not.toBe(second?.id);
});

describe('refused', () => {
  test.each([
    [500, '127.0.0.1 answered 500.'],
    [404, '127.0.0.1 answered 404.'],
    [302, '127.0.0.1 answered 302; redirects are not followed.'],
  ])('by %i', async (status, message) => {
    await using receiver = await httpReceiver(
      answering(status, { location: 'http://169.254.169.254/secret' }, 'secret text of the receiver'),
    );
    const refused = await refusalOf(() => channelTo(receiver.url).send({ type: 'transition', transition }));
    expect(refused).toMatchObject({ message, retryAfterMs: undefined });
    expect(receiver.received).toHaveLength(1);
  });

  test('by 429, with the pause that is asked for', async () => {
    await using receiver = await httpReceiver(
      answering(429, { 'retry-after': 'Fri, 21 Nov 2025 10:01:00 GMT' }),
    );
    const refused = await refusalOf(() => channelTo(receiver.url).send({ type: 'transition', transition }));
    expect(refused).toMatchObject({ message: '127.0.0.1 answered 429.', retryAfterMs: 60_000 });
  });

  test('by nobody at home', async () => {
    const receiver = await httpReceiver(answering(200));
    await receiver[Symbol.asyncDispose]();
    const refused = await refusalOf(() => channelTo(receiver.url).send({ type: 'transition', transition }));
    expect(refused.message).toBe('127.0.0.1 refused the connection (ECONNREFUSED).');
  });

  test('by our own fault', async () => {
    const broken = transitionWith({ at: Number.NaN });
    const channel = channelTo('http://127.0.0.1:9/secret');
    const refused = await refusalOf(() => channel.send({ type: 'transition', transition: broken }));
    expect(refused.message).toBe('The message could not be sent.');
  });

  test('before anything is sent, where the URL can never work', async () => {
    const strict = createOutgoing({ allowPrivateTargets: false });
    const create = (url: string): Channel =>
      createWebhookChannel({ url, publicUrl, outgoing: strict, clock: { now: () => NOW } });
    expect((await refusalOf(() => create('http://hooks.example/secret'))).message).toContain('over https');
    expect((await refusalOf(() => create('secret'))).message).toBe('The target is not a URL.');
    expect((await refusalOf(() => create('https://10.1.2.3/secret'))).message).toContain('10.1.2.3');
  });
});
