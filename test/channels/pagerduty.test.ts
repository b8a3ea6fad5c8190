import { describe, expect, test } from '@jest/globals';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { type PagerDutyEvent, pagerDutyEvents } from '../../adapters/pagerduty/message.ts';
import { createPagerDutyChannel } from '../../adapters/pagerduty/pagerduty-channel.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { clock, describeHttpChannel, message, publicUrl, sentTo, type Vendor } from './http-channel.ts';
import { answering, httpReceiver } from './http-receiver.ts';
import { DEGRADED, RECOVERED } from './told.ts';

const vendor: Vendor = {
  open: (options) => createPagerDutyChannel({ routingKey: 'secret-routing-key', ...options }),
  taken: {
    status: 202,
    body: { status: 'success', message: 'Event processed', dedup_key: 'x' },
    said: 'success',
  },
  refusals: [
    { status: 429, sentence: '127.0.0.1 answered 429.' },
    {
      status: 429,
      headers: { 'retry-after': '12' },
      body: { status: 'throttle exceeded', message: 'Requests for this service are arriving too quickly.' },
      sentence: '127.0.0.1 answered 429 (throttle exceeded).',
      retryAfterMs: 12_000,
    },
    {
      status: 400,
      body: {
        status: 'invalid event',
        message: 'Event object is invalid',
        errors: ["Length of 'routing_key' is incorrect (secret-routing-key)"],
      },
      sentence: '127.0.0.1 answered 400 (invalid event).',
    },
    { status: 500, body: 'secret', sentence: '127.0.0.1 answered 500.' },
  ],
};

describeHttpChannel(vendor);

function onlyEvent(message: ChannelMessage): PagerDutyEvent {
  const [event, ...others] = pagerDutyEvents(message, publicUrl);
  if (!event || others.length > 0) throw new Error('Not one event');
  return event;
}

const eventOf = (changes: Partial<Transition>): PagerDutyEvent =>
  onlyEvent({ type: 'transition', transition: transitionWith(changes) });

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe('/v2/enqueue');
  expect(JSON.parse(request.body)).toEqual({
    routing_key: 'secret-routing-key',
    ...onlyEvent(message),
  });
});

test('down', () => {
  expect(eventOf({})).toMatchSnapshot();
});

test('degraded', () => {
  expect(eventOf(DEGRADED)).toMatchSnapshot();
});

test('recovered', () => {
  expect(eventOf(RECOVERED)).toMatchSnapshot();
});

test('notice', () => {
  const notice = { type: 'notice', subject: 'Deaf\n', text: 'We hear nothing.' } as const;
  expect(onlyEvent(notice)).toMatchSnapshot();
});

describe('one incident for each life of a monitor', () => {
  const opened = eventOf({});

  test.each<[string, Partial<Transition>]>([
    ['recovers', RECOVERED],
    ['is paused', { from: 'down', to: 'paused', reason: 'paused' }],
    ['is deleted', { from: 'down', to: 'unknown', reason: 'deleted' }],
  ])('is resolved when it %s', (_what, changes) => {
    expect(eventOf({ ...changes, sequence: 8 })).toEqual({
      event_action: 'resolve',
      dedup_key: opened.dedup_key,
    });
  });

  test('stays open when it is forgotten, for it has not recovered', () => {
    const forgotten = eventOf({ from: 'down', to: 'unknown', reason: 'forgotten' });
    expect(forgotten).toMatchObject({ event_action: 'trigger', dedup_key: opened.dedup_key });
  });

  test('is another one for the next life of the same name', () => {
    expect(eventOf({ born: 1_764_000_000_000 }).dedup_key).not.toBe(opened.dedup_key);
  });
});

describe('troubles told together', () => {
  const troubles = [transitionWith(), transitionWith({ id: 'shop', name: 'Shop', ...DEGRADED })];
  const eventsOf = (transitions: readonly Transition[]): readonly PagerDutyEvent[] =>
    pagerDutyEvents({ type: 'group', transitions }, publicUrl);

  test('are one incident of their own, that a person resolves', () => {
    const [event, ...others] = eventsOf(troubles);
    expect(others).toEqual([]);
    if (event?.event_action !== 'trigger') throw new Error('resolved');
    expect(event.dedup_key).toMatch(/^group\/[0-9a-f]{64}$/);
    expect(event.payload.severity).toBe('critical');
    expect(event.payload.custom_details.Resolve).toMatch(/^A person resolves this incident/);
    expect(eventsOf(troubles.toReversed())[0]?.dedup_key).toBe(event.dedup_key);
    expect(eventsOf([...troubles, transitionWith({ id: 'x' })])[0]?.dedup_key).not.toBe(event.dedup_key);
  });

  test('without one that is down are a warning', () => {
    expect(eventsOf(troubles.map((t) => ({ ...t, ...DEGRADED })))[0]).toMatchObject({
      payload: { severity: 'warning' },
    });
  });

  test('resolve what ended among them, and do not tell it', () => {
    const ended = transitionWith({ id: 'over', name: 'Over' });
    const recovery = { ...ended, ...RECOVERED, sequence: 8 };
    const [trigger, ...resolved] = eventsOf([...troubles, ended, recovery]);
    expect(JSON.stringify(trigger)).not.toContain('Over');
    expect(resolved).toEqual([{ event_action: 'resolve', dedup_key: 'service/over/1763000000000' }]);
    expect(eventsOf([recovery])).toEqual(resolved);
  });
});

test('what ends trouble is told alone', () => {
  const channel = createPagerDutyChannel({
    routingKey: 'secret',
    publicUrl,
    clock,
    outgoing: createOutgoing({ allowPrivateTargets: false }),
  });
  expect(channel.tellsAlone?.(transitionWith(RECOVERED))).toBe(true);
  expect(channel.tellsAlone?.(transitionWith())).toBe(false);
});

test('a test opens what wakes nobody, and resolves it', async () => {
  const tried = { type: 'test', channel: 'On call', at: 0 } as const;
  const [opened, closed, ...others] = pagerDutyEvents(tried, publicUrl);
  expect(opened).toMatchObject({
    event_action: 'trigger',
    dedup_key: 'test/On call',
    payload: { summary: 'Test: nothing is wrong', severity: 'info' },
  });
  expect([closed, ...others]).toEqual([{ event_action: 'resolve', dedup_key: 'test/On call' }]);
  await using receiver = await httpReceiver(answering(202, {}, '{"status":"success"}'));
  const channel = vendor.open({
    origin: `http://127.0.0.1:${receiver.port}`,
    publicUrl,
    clock,
    outgoing: createOutgoing({ allowPrivateTargets: true }),
  });
  expect(await channel.send(tried)).toBe('success');
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([opened, closed]);
});

test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name.slice(0, 40)), name]))(
  "the name %s keeps within PagerDuty's limits",
  (_title, name) => {
    const events = [
      eventOf({ name, tags: [name], message: name, reason: 'reported-failure' }),
      eventOf({ id: 'x'.repeat(300) }),
      onlyEvent({ type: 'notice', subject: name, text: name }),
    ];
    for (const event of events) {
      if (event.event_action !== 'trigger') throw new Error('resolved');
      expect(event.dedup_key.length).toBeLessThanOrEqual(255);
      expect(event.payload.summary.length).toBeLessThanOrEqual(1_024);
      expect(event.payload.summary).toMatch(/^\S[^\n]*$/);
      expect(JSON.stringify(event).length).toBeLessThan(16_000);
    }
  },
);
