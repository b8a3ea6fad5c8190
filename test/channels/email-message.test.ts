import { expect, test } from '@jest/globals';
import { announcementMail, noticeMail } from '../../adapters/email/message.ts';
import { announce } from '../../contracts/events/announcement.ts';
import { transitionWith } from '../events/transitions.ts';

const transition = transitionWith({
  reason: 'reported-failure',
  name: 'a<b> & "c"',
  message: 'disk full\nat /dev/sda',
  tags: [],
});
const mail = announcementMail(announce(transition, { publicUrl: 'https://heartbeats.example.com' }));

test('a mail in plain text', () => {
  expect(mail.subject).toBe('a<b> & "c" is down: it reported a failure');
  expect(mail.text).toMatchInlineSnapshot(`
    "a<b> & "c" is down: it reported a failure

    It was heard: this is not a silence.

    Monitor: service payments-api
    Status: up → down
    Since: 2025-11-21T10:05:00.000Z
    Last heartbeat: 2025-11-21T10:00:00.000Z
    Was up for: 3 d 2 h
    Message: disk full
    at /dev/sda

    Open in Heartbeat Central: https://heartbeats.example.com/#/monitors/service/payments-api
    "
  `);
});

test('a mail in HTML says the same, escaped', () => {
  const words = mail.html.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
  expect(words).toMatchInlineSnapshot(`
    "|a&lt;b&gt; &amp; &quot;c&quot; is down: it reported a failure|It was heard: this is not a silence.|Monitor|service payments-api|Status|up → down|Since|2025-11-21T10:05:00.000Z|Last heartbeat|2025-11-21T10:00:00.000Z|Was up for|3 d 2 h|Message|disk full
    at /dev/sda|Open in Heartbeat Central|"
  `);
});

test('a subject is one line of bounded length', () => {
  const { subject } = noticeMail(`one\r\ntwo ${'x'.repeat(1_000)}`, 'text');
  expect(subject).toMatch(/^one two x+…$/);
  expect(subject).toHaveLength(200);
});
