import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noticeBody, ticketsBody } from '../../adapters/sqs/message-bodies.ts';
import { readMessage, UnreadableMessage } from '../../adapters/sqs/read-message.ts';
import { queueJson } from '../../contracts/events/queue-json.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import {
  anyNotice,
  anyTicket,
  anyTransitionName,
  deliveryTicketOf,
  monitorTicketOf,
  TAKEN_BY_SQS,
} from './messages.ts';

const SOURCE = 'https://heartbeats.example.com';

describe('what is written can be read', () => {
  test('tickets, whatever their ids', () => {
    fc.assert(
      fc.property(fc.array(anyTicket, { minLength: 1, maxLength: 20 }), (tickets) => {
        const body = ticketsBody(tickets);
        expect(body).toMatch(TAKEN_BY_SQS);
        expect(readMessage(body)).toEqual({ type: 'tickets', tickets });
      }),
    );
  });

  test('notices', () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        const body = noticeBody(notice);
        expect(body).toMatch(TAKEN_BY_SQS);
        expect(readMessage(body)).toEqual({ type: 'notice', notice });
      }),
    );
  });

  test('the event of a transition, of which its name is enough', () => {
    fc.assert(
      fc.property(anyTransitionName, fc.constantFrom(...HOSTILE_NAMES), (transition, name) => {
        const { ref, born, sequence } = transition;
        const event = toTransitionEvent(transitionWith({ ...ref, born, sequence, name }), SOURCE);
        const body = queueJson(event);
        expect(body).toMatch(TAKEN_BY_SQS);
        expect(readMessage(body)).toEqual({ type: 'transition', transition });
      }),
    );
  });
});

test('bodies can be read by people too', () => {
  const tickets = [monitorTicketOf('shop'), deliveryTicketOf('slack')];
  expect(ticketsBody(tickets)).toBe(
    '{"tickets":[{"type":"monitor","ref":{"kind":"service","id":"shop"},"dueAt":1763700000000},' +
      '{"type":"delivery","transitionId":"service/shop/1763000000000/1","channel":"slack","dueAt":1763700000000}]}',
  );
  expect(noticeBody({ kind: 'hearing', subject: 'Deaf', text: 'We hear nothing.' })).toBe(
    '{"notice":{"kind":"hearing","subject":"Deaf","text":"We hear nothing."}}',
  );
});

test('what a newer version adds is left out', () => {
  const ticket = monitorTicketOf('shop');
  expect(readMessage(JSON.stringify({ tickets: [{ ...ticket, hint: 1 }], more: true }))).toEqual({
    type: 'tickets',
    tickets: [ticket],
  });
});

const poison = (change: object): string =>
  JSON.stringify({ tickets: [{ ...monitorTicketOf('a'), ...change }] });
const noticeOf = (change: object): string =>
  JSON.stringify({ notice: { kind: 'hearing', subject: 's', text: 't', ...change } });
const eventOf = (change: object): string =>
  JSON.stringify({ ...toTransitionEvent(transitionWith(), SOURCE), ...change });

describe('poison is named as such', () => {
  test.each([
    ['nothing', ''],
    ['half a message', '{"tickets":['],
    ['text', 'hello'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[{"type":"monitor"}]'],
    ['an empty object', '{}'],
    ['tickets that are no list', '{"tickets":{}}'],
    ['a notification of SNS that is not raw', '{"Type":"Notification","Message":"{}"}'],
    ['null for a ticket', '{"tickets":[null]}'],
    ['a ticket of another type', poison({ type: 'errand' })],
    ['a ticket without a type', poison({ type: undefined })],
    ['a ticket of no kind', poison({ ref: { kind: 'router', id: 'a' } })],
    ['a ticket for nobody', poison({ ref: { kind: 'service', id: '' } })],
    ['a ticket without a monitor', poison({ ref: null })],
    ['a ticket with a number for an id', poison({ ref: { kind: 'service', id: 7 } })],
    ['a ticket for no moment', poison({ dueAt: null })],
    ['a ticket for a moment in words', poison({ dueAt: '1763700000000' })],
    ['a delivery of no transition', poison({ ...deliveryTicketOf('slack'), transitionId: 'service/shop' })],
    ['a delivery to no channel', poison({ ...deliveryTicketOf('slack'), channel: '' })],
    ['a delivery without a moment', poison({ ...deliveryTicketOf('slack'), dueAt: undefined })],
    ['one bad ticket among good ones', JSON.stringify({ tickets: [monitorTicketOf('a'), {}] })],
    ['a notice of another kind', noticeOf({ kind: 'gossip' })],
    ['a notice without a subject', noticeOf({ subject: undefined })],
    ['a notice without a text', noticeOf({ text: 7 })],
    ['null for a notice', '{"notice":null}'],
    ['another event', eventOf({ type: 'heartbeat-central.operator.notice.v1' })],
    ['an event without an id', eventOf({ id: undefined })],
    ['an event of no transition', eventOf({ id: 'service/shop/7' })],
  ])('%s', (_what, body) => {
    expect(() => readMessage(body)).toThrow(UnreadableMessage);
  });

  test('without a word of what it says', () => {
    const secret = 'secret-0123';
    for (const body of [
      secret,
      `{"tickets":["${secret}"]}`,
      `{"notice":"${secret}"}`,
      eventOf({ id: secret }),
    ]) {
      expect(() => readMessage(body)).toThrow(expect.not.objectContaining({ message: /secret/ }));
      expect(() => readMessage(body)).not.toThrow(secret);
    }
  });
});
