import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { LINES_IN_A_CHAT, listWithin } from '../../contracts/events/list-within.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';
import { discordUsers } from './mentions.ts';

interface DiscordField {
  readonly name: string;
  readonly value: string;
  readonly inline: true;
}

interface DiscordEmbed {
  readonly title: string;
  readonly description: string;
  readonly color: number;
  readonly fields?: readonly DiscordField[];
}

/** The body of an execution of a webhook. */
export interface DiscordMessage {
  /** Mentions, which nobody would be told of within an embed. */
  readonly content?: string;
  readonly embeds: readonly [DiscordEmbed];
  /** Nobody but these is ever mentioned, whatever a name says. */
  readonly allowed_mentions: { readonly parse: readonly []; readonly users?: readonly string[] };
}

// Discord's limits of an embed: title 256, description 4,096, 25 fields, a field's value 1,024, in all 6,000
// characters. Of the description we take less, so that no announcement reaches the last.
const TITLE_LIMIT = 256;
const DESCRIPTION_LIMIT = 4_096;
const SENTENCES_LIMIT = 2_000;
const MOST_FIELDS = 25;
const VALUE_LIMIT = 1_024;

const COLORS: Readonly<Record<Severity, number>> = {
  down: 0xd92d20,
  degraded: 0xf79009,
  recovered: 0x12b76a,
  info: 0x2e90fa,
  test: 0x98a2b3,
};

/** Every sign of Discord's Markdown with a backslash; links are broken between their scheme and what follows. */
const escapeMarkdown = (text: string): string => text.replace(/[\\*_~`|<>[\]()#]|:(?=\/\/)/g, '\\$&');

const within = (text: string, limit: number): string => fitted(text, limit, escapeMarkdown);

/** In the text, not as the embed's own address: Discord refuses the whole message over one such as localhost. */
const linkTo = (url: string): string =>
  `[Open in Heartbeat Central](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;

function message(embed: DiscordEmbed, users: readonly string[] = []): DiscordMessage {
  if (users.length === 0) return { embeds: [embed], allowed_mentions: { parse: [] } };
  const content = users.map((id) => `<@${id}>`).join(' ');
  return { content, embeds: [embed], allowed_mentions: { parse: [], users } };
}

function description({ sentences, list, link }: Announcement): string {
  const [told, way] = [within(sentences.join('\n'), SENTENCES_LIMIT), linkTo(link)];
  if (!list) return `${told}\n${way}`;
  const limit = DESCRIPTION_LIMIT - `${told}\n\n\n\n${way}`.length;
  return `${told}\n\n${listWithin(list, { most: LINES_IN_A_CHAT, limit, write: escapeMarkdown })}\n\n${way}`;
}

function announcementMessage(announcement: Announcement): DiscordMessage {
  const { headline, severity, facts, mentions } = announcement;
  const fields = facts
    .slice(0, MOST_FIELDS)
    .map(({ label, value }) => ({ name: label, value: within(value, VALUE_LIMIT), inline: true as const }));
  return message(
    {
      title: within(headline, TITLE_LIMIT),
      description: description(announcement),
      color: COLORS[severity],
      ...(fields.length > 0 && { fields }),
    },
    discordUsers(mentions),
  );
}

const noticeMessage = (subject: string, text: string): DiscordMessage =>
  message({
    title: within(subject, TITLE_LIMIT),
    description: within(text, DESCRIPTION_LIMIT),
    color: COLORS.info,
  });

/** What Discord shows. Pure. */
export const DISCORD_FORM: MessageForm<DiscordMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
