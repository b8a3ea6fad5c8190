import { describe, expect, test } from '@jest/globals';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { septets, toGsm7 } from '../../adapters/sms/gsm7.ts';
import { smsText } from '../../adapters/sms/message.ts';
import { createSmsChannel } from '../../adapters/sms/sms-channel.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { describeHttpChannel, message, publicUrl, sentTo, type Vendor } from './http-channel.ts';
import { answering, httpReceiver } from './http-receiver.ts';
import { notReadyOf } from './not-ready-of.ts';
import { refusalOf } from './refusal-of.ts';
import { DEGRADED, RECOVERED } from './told.ts';

const ACCOUNT = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'secret-token',
  from: '+15005550006',
  to: '+491701234567',
};

const vendor: Vendor = {
  open: (options) => createSmsChannel({ ...ACCOUNT, perHour: 30, ...options }),
  taken: { status: 201, body: { sid: 'SM1', status: 'queued' }, said: 'answered 201' },
  refusals: [
    {
      status: 429,
      body: { code: 20429, message: 'Too Many Requests', status: 429 },
      sentence: '127.0.0.1 answered 429 (error 20429).',
    },
    {
      status: 400,
      body: { code: 21211, message: "The 'To' number secret is not valid.", status: 400 },
      sentence: '127.0.0.1 answered 400 (error 21211).',
    },
    { status: 401, body: { code: 20003 }, sentence: '127.0.0.1 answered 401 (error 20003).' },
    { status: 500, body: 'secret', sentence: '127.0.0.1 answered 500.' },
  ],
};

describeHttpChannel(vendor);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe(`/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages.json`);
  expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(request.headers.authorization).toBe(`Basic ${btoa(`${ACCOUNT.accountSid}:secret-token`)}`);
  expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
    To: ACCOUNT.to,
    From: ACCOUNT.from,
    Body: smsText(message, publicUrl),
  });
});

const textOf = (changes: Partial<Transition>): string =>
  smsText({ type: 'transition', transition: transitionWith(changes) }, publicUrl);

describe('the text', () => {
  test('of down, degraded, recovered and a notice', () => {
    const notice = { type: 'notice', subject: 'Deaf', text: 'We hear\nnothing.' } as const;
    expect([textOf({}), textOf(DEGRADED), textOf(RECOVERED), smsText(notice, publicUrl)]).toMatchSnapshot();
  });

  test('names a monitor by its id where its name cannot be written', () => {
    expect(textOf({ name: '決済' })).toMatch(/^payments-api is down/);
    expect(textOf({ name: 'Café Zürich?' })).toMatch(/^Café Zürich\? is down/);
    expect(textOf({ name: 'Łódź' })).toMatch(/^payments-api is down/);
    expect(textOf({ name: 'Ângela' })).toMatch(/^Angela is down/);
  });

  test('leaves out a link that has no room', () => {
    const long = 'https://example.com/'.padEnd(400, 'x');
    expect(smsText(message, long)).not.toContain('https');
  });

  test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name.slice(0, 40)), name]))(
    'about %s is GSM-7 of two parts at most',
    (_title, name) => {
      const texts = [
        textOf({ name, tags: [name], message: name, reason: 'reported-failure' }),
        textOf({ name, id: 'x'.repeat(128) }),
        smsText({ type: 'notice', subject: name, text: name }, publicUrl),
      ];
      for (const text of texts) {
        expect(toGsm7(text)).toBe(text);
        expect(septets(text)).toBeLessThanOrEqual(306);
        expect(text).not.toBe('');
      }
    },
  );
});

describe('the budget of an hour', () => {
  const outgoing = createOutgoing({ allowPrivateTargets: true, timeoutMs: 200 });
  const channelTo = (port: number, clock: ManualClock) =>
    createSmsChannel({
      ...ACCOUNT,
      perHour: 2,
      origin: `http://127.0.0.1:${port}`,
      publicUrl,
      outgoing,
      clock,
    });

  test('ends in a wait that says when there is one again, and is no refusal', async () => {
    await using receiver = await httpReceiver(answering(201));
    const clock = new ManualClock();
    const channel = channelTo(receiver.port, clock);
    await channel.send(message);
    clock.advance(600_000);
    await channel.send(message);
    const spent = await notReadyOf(() => channel.send(message));
    expect(spent.message).toBe('2 text messages an hour are allowed, and they are spent.');
    expect(spent.waitMs).toBe(3_000_000);
    expect(receiver.received).toHaveLength(2);
    clock.advance(3_000_000);
    await channel.send(message);
    await notReadyOf(() => channel.send(message));
    expect(receiver.received).toHaveLength(3);
  });

  test('is one for each channel', async () => {
    await using receiver = await httpReceiver(answering(201));
    const clock = new ManualClock();
    const [first, second] = [channelTo(receiver.port, clock), channelTo(receiver.port, clock)];
    for (let i = 0; i < 2; i += 1) await first.send(message);
    await notReadyOf(() => first.send(message));
    await second.send(message);
    expect(receiver.received).toHaveLength(3);
  });

  test('is not touched by what Twilio refuses', async () => {
    await using receiver = await httpReceiver(answering(500));
    const channel = channelTo(receiver.port, new ManualClock());
    for (let i = 0; i < 5; i += 1) await refusalOf(() => channel.send(message));
    expect(receiver.received).toHaveLength(5);
  });

  test('is spent by what Twilio did not answer, for it may have been sent', async () => {
    await using receiver = await httpReceiver(() => {});
    const channel = channelTo(receiver.port, new ManualClock());
    for (let i = 0; i < 2; i += 1) await refusalOf(() => channel.send(message));
    await notReadyOf(() => channel.send(message));
    expect(receiver.received).toHaveLength(2);
  });
});
