import { describe, expect, test } from '@jest/globals';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { FORMS } from './forms.ts';
import { MESSAGES } from './told.ts';

const messages = Object.entries(MESSAGES);
const of = (title: string): ChannelMessage => MESSAGES[title]!;

/** A list that goes on for long shows its beginning and its end. */
const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > 8_000
    ? `${value.slice(0, 1_000)} [...] ${value.slice(-500)}`
    : value;

describe.each(Object.entries(FORMS))(
  'what %s says',
  (channel, form: (message: ChannelMessage) => unknown) => {
    test.each(messages)('of %s', (_title, message) => {
      const told = form(message);
      const isMail = typeof told === 'object' && told !== null && 'html' in told;
      expect(
        isMail
          ? Object.fromEntries(Object.entries(told).map(([part, text]) => [part, shortened(text)]))
          : told,
      ).toMatchSnapshot();
    });

    test('of a group names the count of all', () => {
      const told = JSON.stringify(form(of('a group of 1,000')));
      expect(told).toContain('690 monitors are down, 300 degraded');
      // PagerDuty resolves what ended.
      if (channel !== 'pagerduty') expect(told).toContain('690 monitors are down, 300 degraded, 10 up again');
    });

    test('of a test is clearly marked', () => {
      const told = JSON.stringify(form(of('a test')));
      expect(told).toContain('Test: nothing is wrong');
      expect(told).toContain('the channel Payments on call at 2025-11-21T10:05:00Z');
    });
  },
);

test.each(['discord', 'ntfy', 'slack', 'teams', 'telegram'] as const)(
  '%s shows at most twenty lines',
  (channel) => {
    const told = JSON.stringify(FORMS[channel](of('a group of 1,000')));
    expect(told.match(/Monitor \d+: /g)).toHaveLength(20);
    expect(told).toContain('and 980 more');
  },
);

test('a mail shows five hundred, in text and in HTML', () => {
  const { text, html } = FORMS.email(of('a group of 1,000'));
  for (const part of [text, html]) {
    expect(part.match(/Monitor \d+: /g)).toHaveLength(500);
    expect(part).toContain('and 500 more');
  }
  expect(FORMS.email(of('a group of three')).html).not.toContain(' more');
});

test('ntfy makes a noise by how bad it is, and none for a test', () => {
  const titles = ['a group of 1,000', 'degraded with a message', 'a group of recoveries', 'a test'];
  expect(titles.map((title) => FORMS.ntfy(of(title)).priority)).toEqual([5, 4, 3, 2]);
});
