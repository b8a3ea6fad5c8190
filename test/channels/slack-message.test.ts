import { describe, expect, test } from '@jest/globals';
import {
  announcementMessage,
  escapedWithin,
  noticeMessage,
  type SlackMessage,
} from '../../adapters/slack/message.ts';
import { announce } from '../../contracts/events/announcement.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { hostile } from './told.ts';

const publicUrl = 'https://heartbeats.example.com';
const OUR_LINK =
  /^<https:\/\/heartbeats\.example\.com\/(#\/monitors\/\w+\/[\w-]+)?\|Open in Heartbeat Central>$/;

const messageOf = (changes: Partial<Transition>): SlackMessage =>
  announcementMessage(announce(transitionWith(changes), { publicUrl }));

type Texts = { type: string; text: string }[];

/** Every text of a message, wherever it stands. */
function textsOf(value: unknown): Texts {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'text' in value && typeof value.text === 'string' && 'type' in value ? [value as Texts[number]] : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
}

test('a message', () => {
  const changes = { from: 'up', reason: 'reported-failure', message: 'a < b & c', tags: [] } as const;
  expect(messageOf(changes)).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "text": {
            "emoji": false,
            "text": "🔴 Payments API is down: it reported a failure",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "text": "It was heard: this is not a silence.",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "fields": [
            {
              "text": "*Monitor*
    service payments-api",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Status*
    up → down",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Since*
    2025-11-21T10:05:00.000Z",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Last heartbeat*
    2025-11-21T10:00:00.000Z",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Was up for*
    3 d 2 h",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Message*
    a &lt; b &amp; c",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "section",
        },
        {
          "elements": [
            {
              "text": "<https://heartbeats.example.com/#/monitors/service/payments-api|Open in Heartbeat Central>",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "context",
        },
      ],
      "text": "🔴 Payments API is down: it reported a failure",
      "unfurl_links": false,
      "unfurl_media": false,
    }
  `);
});

describe.each(hostile)('the name $title', ({ name, announcements }) => {
  const messages = [...announcements.map(announcementMessage), noticeMessage('Notice', name || 'x')];

  test('writes no mention, link or command', () => {
    const written = messages.flatMap(textsOf).filter(({ type }) => type === 'mrkdwn');
    for (const { text } of written) {
      expect(text.replace(OUR_LINK, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
    }
  });

  test("keeps within Slack's limits", () => {
    for (const { blocks, text } of messages) {
      expect(text.length).toBeLessThanOrEqual(3_000);
      for (const block of blocks) {
        const limit = block.type === 'header' ? 150 : 'fields' in block ? 2_000 : 3_000;
        expect('fields' in block ? (block.fields?.length ?? 0) : 0).toBeLessThanOrEqual(10);
        for (const one of textsOf(block)) expect(one.text.length).toBeLessThanOrEqual(limit);
      }
      expect(textsOf(blocks).filter((one) => one.text === '')).toEqual([]);
    }
  });
});

describe('who is mentioned', () => {
  const mentionsOf = (alertUserId: string, changes: Partial<Transition> = {}): string[] =>
    textsOf(messageOf({ owner: { alertUserId }, ...changes }))
      .filter(({ type }) => type === 'mrkdwn')
      .flatMap(({ text }) => text.match(/<[@!#][^>]*>/g) ?? []);

  test.each([
    ['U024BE7LH', '<@U024BE7LH>'],
    ['W012A3CDE', '<@W012A3CDE>'],
    ['S0604QSJC', '<!subteam^S0604QSJC>'],
  ])('%s', (id, mention) => {
    expect(mentionsOf(id)).toEqual([mention]);
    expect(mentionsOf(id, { from: 'down', to: 'up', reason: 'recovered' })).toEqual([]);
  });

  test.each([
    'channel',
    'here',
    'everyone',
    '!here',
    '<!channel>',
    '<@U024BE7LH>',
    'u024be7lh',
    'C024BE7LH',
    'U024BE7LH> <!here',
    'U024BE7LH x',
    'USLACKBOTUSLACKBOTUSLACKBOT',
    ...HOSTILE_NAMES,
  ])('nobody by %j, which is shown as it is', (id) => {
    expect(mentionsOf(id)).toEqual([]);
  });

  test('what is no id is shown as text', () => {
    const texts = textsOf(messageOf({ owner: { alertUserId: '<!here>' } })).map(({ text }) => text);
    expect(texts).toContain('*Owner*\n&lt;!here&gt;');
  });
});

test('escaping tears nothing apart', () => {
  expect(escapedWithin('&&&&', 20)).toBe('&amp;&amp;&amp;&amp;');
  expect(escapedWithin('&&&&&', 20)).toMatch(/^(&amp;){1,3}…$/);
});

test('no more facts than Slack takes', () => {
  const announcement = announce(transitionWith(), { publicUrl });
  const facts = Array.from({ length: 12 }, (_, i) => ({ label: `Fact ${i}`, value: 'x' }));
  const { blocks } = announcementMessage({ ...announcement, facts });
  expect(blocks.flatMap((block) => ('fields' in block ? (block.fields ?? []) : []))).toHaveLength(10);
});
