import { describe, expect, test } from '@jest/globals';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { type PagerDutyEvent, pagerDutyEvent } from '../../adapters/pagerduty/message.ts';
import { createPagerDutyChannel } from '../../adapters/pagerduty/pagerduty-channel.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { clock, describeHttpChannel, message, publicUrl, sentTo, type Vendor } from './http-channel.ts';
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

const eventOf = (changes: Partial<Transition>): PagerDutyEvent =>
  pagerDutyEvent({ type: 'transition', transition: transitionWith(changes) }, publicUrl);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe('/v2/enqueue');
  expect(JSON.parse(request.body)).toEqual({
    routing_key: 'secret-routing-key',
    ...pagerDutyEvent(message, publicUrl),
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
  expect(pagerDutyEvent(notice, publicUrl)).toMatchSnapshot();
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

test('what resolves an incident is told alone; what opens one may be told with others', () => {
  const channel = vendor.open({
    origin: 'https://events.example',
    publicUrl,
    outgoing: createOutgoing({ allowPrivateTargets: false }),
    clock,
  });
  const alone = (changes: Partial<Transition>) => channel.tellsAlone?.(transitionWith(changes));
  expect(alone(RECOVERED)).toBe(true);
  expect(alone({ from: 'down', to: 'paused', reason: 'paused' })).toBe(true);
  expect(alone({})).toBe(false);
  expect(alone(DEGRADED)).toBe(false);
  expect(alone({ from: 'down', to: 'unknown', reason: 'forgotten' })).toBe(false);
});

test.each(HOSTILE_NAMES.map((name) => [JSON.stringify(name.slice(0, 40)), name]))(
  "the name %s keeps within PagerDuty's limits",
  (_title, name) => {
    const events = [
      eventOf({ name, tags: [name], message: name, reason: 'reported-failure' }),
      eventOf({ id: 'x'.repeat(300) }),
      pagerDutyEvent({ type: 'notice', subject: name, text: name }, publicUrl),
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
