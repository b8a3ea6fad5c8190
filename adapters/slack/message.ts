import type { ContextBlock, HeaderBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { LINES_IN_A_CHAT, listWithin, type MonitorList } from '../../contracts/events/list-within.ts';
import { abridged } from '../../contracts/events/readable-text.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';
import { slackMentions } from './mentions.ts';

/** The body of an incoming webhook. */
export interface SlackMessage {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

// Slack refuses the whole message over one text that is too long.
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 3_000;
const FIELD_LIMIT = 2_000;
const MOST_FIELDS = 10;

const SIGNS: Readonly<Record<Severity, string>> = {
  down: '🔴',
  degraded: '🟠',
  recovered: '🟢',
  info: '🔵',
  test: '⚪',
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** `&`, `<` and `>` escaped: without them no mention, link or command can be written. */
export const escapeMrkdwn = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Escaped text of at most `limit` characters. */
export const escapedWithin = (text: string, limit: number): string => fitted(text, limit, escapeMrkdwn);

/** `verbatim`: Slack makes no links, names or mentions out of words by itself. */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: abridged(text, HEADER_LIMIT), emoji: false },
});

const section = (text: string): SectionBlock => ({
  type: 'section',
  text: mrkdwn(escapedWithin(text, SECTION_LIMIT)),
});

/** Plain text: no mark in one name formats the lines after it. */
const listed = (list: MonitorList): SectionBlock => ({
  type: 'section',
  text: {
    type: 'plain_text',
    text: listWithin(list, { most: LINES_IN_A_CHAT, limit: SECTION_LIMIT }),
    emoji: false,
  },
});

function mentioned(ids: readonly string[]): SectionBlock[] {
  const mentions = slackMentions(ids);
  return mentions.length === 0 ? [] : [{ type: 'section', text: mrkdwn(mentions.join(' ')) }];
}

function factFields(facts: Announcement['facts']): SectionBlock[] {
  const fields = facts.slice(0, MOST_FIELDS).map(({ label, value }) => {
    const title = `*${escapeMrkdwn(label)}*\n`;
    return mrkdwn(title + escapedWithin(value, FIELD_LIMIT - title.length));
  });
  return fields.length === 0 ? [] : [{ type: 'section', fields }];
}

const link = (url: string): ContextBlock => ({
  type: 'context',
  elements: [mrkdwn(`<${escapeMrkdwn(url).replaceAll('|', '%7C')}|Open in Heartbeat Central>`)],
});

const message = (text: string, blocks: readonly KnownBlock[]): SlackMessage => ({
  text: escapedWithin(text, SECTION_LIMIT),
  blocks,
  unfurl_links: false,
  unfurl_media: false,
});

/** The message of an announcement. Pure. */
export function announcementMessage(announcement: Announcement): SlackMessage {
  const headline = `${SIGNS[announcement.severity]} ${announcement.headline}`;
  return message(headline, [
    header(headline),
    section(announcement.sentences.join('\n')),
    ...(announcement.list ? [listed(announcement.list)] : []),
    ...mentioned(announcement.mentions),
    ...factFields(announcement.facts),
    link(announcement.link),
  ]);
}

/** The message of a plain notice. Pure. */
export const noticeMessage = (subject: string, text: string): SlackMessage =>
  message(subject, [header(subject), section(text)]);

export const SLACK_FORM: MessageForm<SlackMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
