import { expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { transitionWith } from '../events/transitions.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { answering, httpReceiver, type Received } from './http-receiver.ts';
import { refusalOf } from './refusal-of.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const outgoing = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });

const channelTo = (url: string, secret?: string, clock = new ManualClock(Date.now())): Channel =>
  createWebhookChannel({ url, publicUrl: 'https://heartbeats.example.com', outgoing, clock, secret });

const transition = transitionWith({ name: 'Zahlung «ü» 👩‍👩‍👧‍👦' });
const message = { type: 'transition', transition } as const;

const verify = (request: Received | undefined, secret: string, body = request?.body): unknown =>
  new Webhook(secret).verify(body ?? '', request?.headers as Record<string, string>);

test('what is signed is what the library of the standard verifies', async () => {
  await using receiver = await httpReceiver(answering(200));
  await channelTo(receiver.url, SECRET).send(message);
  const [request] = receiver.received;
  expect(request?.headers['webhook-id']).toBe('service/payments-api/1763000000000/7');
  expect(verify(request, SECRET)).toEqual(JSON.parse(request?.body ?? ''));
  expect(() => verify(request, OTHER_SECRET)).toThrow();
  expect(() => verify(request, SECRET, `${request?.body} `)).toThrow();
});

test('a repeated attempt bears the same id and its own time', async () => {
  let answer = 500;
  await using receiver = await httpReceiver((request, response) => answering(answer)(request, response));
  const clock = new ManualClock(Date.now() - 60_000);
  const channel = channelTo(receiver.url, SECRET, clock);
  await refusalOf(() => channel.send(message));
  clock.advance(60_000);
  answer = 200;
  await channel.send(message);
  const [first, second] = receiver.received;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(Number(second?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp'])).toBe(60);
  for (const request of receiver.received) expect(verify(request, SECRET)).toBeDefined();
});

test('no full stop of an id can pass for the one before the time', async () => {
  await using receiver = await httpReceiver(answering(200));
  const dotted = transitionWith({ id: 'db.1763000000' });
  await channelTo(receiver.url, SECRET).send({ type: 'transition', transition: dotted });
  const [request] = receiver.received;
  expect(request?.headers['webhook-id']).toBe('service/db%2E1763000000/1763000000000/7');
  expect(verify(request, SECRET)).toMatchObject({ id: 'service/db.1763000000/1763000000000/7' });
});

test('a notice is signed too, under the id of its event', async () => {
  await using receiver = await httpReceiver(answering(200));
  await channelTo(receiver.url, SECRET).send({ type: 'notice', subject: 'Deaf', text: 'We hear nothing.' });
  const [request] = receiver.received;
  expect(verify(request, SECRET)).toMatchObject({ id: request?.headers['webhook-id'] });
});

test('without a secret nothing is signed', async () => {
  await using receiver = await httpReceiver(answering(200));
  await channelTo(receiver.url).send(message);
  const names = Object.keys(receiver.received[0]?.headers ?? {});
  expect(names.filter((name) => name.startsWith('webhook-'))).toEqual([]);
});
