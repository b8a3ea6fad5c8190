import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { escapeHtml } from '../../contracts/events/escape-html.ts';
import { LINES_IN_A_CHAT, listWithin } from '../../contracts/events/list-within.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';

/** The body of `sendMessage`, without the chat. */
export interface TelegramMessage {
  readonly text: string;
  readonly parse_mode: 'HTML';
  readonly link_preview_options: { readonly is_disabled: true };
}

// Telegram takes 4,096 characters, tags not counted. The parts together keep within that with their tags.
const TEXT_LIMIT = 4_096;
const HEADLINE_LIMIT = 500;
const SENTENCES_LIMIT = 1_000;
const VALUE_LIMIT = 500;
const NOTICE_LIMIT = 3_400;

const SIGNS: Readonly<Record<Severity, string>> = {
  down: '🔴',
  degraded: '🟠',
  recovered: '🟢',
  info: '🔵',
  test: '⚪',
};

/** Where each text is cut before it is escaped, so that neither a tag nor an entity is torn. */
const within = (text: string, limit: number): string => fitted(text, limit, escapeHtml);

const message = (parts: readonly string[]): TelegramMessage => ({
  text: parts.filter((part) => part !== '').join('\n\n'),
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
});

const title = (sign: string, text: string): string => `${sign} <b>${within(text, HEADLINE_LIMIT)}</b>`;

function announcementMessage(announcement: Announcement): TelegramMessage {
  const { headline, sentences, severity, list, facts, link } = announcement;
  const above = [title(SIGNS[severity], headline), within(sentences.join('\n'), SENTENCES_LIMIT)];
  const below = [
    facts.map(({ label, value }) => `<b>${escapeHtml(label)}:</b> ${within(value, VALUE_LIMIT)}`).join('\n'),
    `<a href="${escapeHtml(link)}">Open in Heartbeat Central</a>`,
  ];
  if (!list) return message([...above, ...below]);
  const limit = TEXT_LIMIT - [...above, '', ...below].join('\n\n').length;
  return message([...above, listWithin(list, { most: LINES_IN_A_CHAT, limit, write: escapeHtml }), ...below]);
}

const noticeMessage = (subject: string, text: string): TelegramMessage =>
  message([title(SIGNS.info, subject), within(text, NOTICE_LIMIT)]);

/** What Telegram shows. Pure. */
export const TELEGRAM_FORM: MessageForm<TelegramMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
