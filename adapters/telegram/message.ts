import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { escapeHtml } from '../../contracts/events/escape-html.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';

/** The body of `sendMessage`, without the chat. */
export interface TelegramMessage {
  readonly text: string;
  readonly parse_mode: 'HTML';
  readonly link_preview_options: { readonly is_disabled: true };
}

// Telegram takes 4,096 characters, tags not counted. The parts together keep within that with their tags.
const HEADLINE_LIMIT = 500;
const SENTENCES_LIMIT = 1_000;
const VALUE_LIMIT = 700;
const NOTICE_LIMIT = 3_400;

const SIGNS: Readonly<Record<Severity, string>> = { down: '🔴', degraded: '🟠', recovered: '🟢', info: '🔵' };

/** Where each text is cut before it is escaped, so that neither a tag nor an entity is torn. */
const within = (text: string, limit: number): string => fitted(text, limit, escapeHtml);

const message = (parts: readonly string[]): TelegramMessage => ({
  text: parts.join('\n\n'),
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
});

const title = (sign: string, text: string): string => `${sign} <b>${within(text, HEADLINE_LIMIT)}</b>`;

const announcementMessage = ({ headline, sentences, severity, facts, link }: Announcement): TelegramMessage =>
  message([
    title(SIGNS[severity], headline),
    within(sentences.join('\n'), SENTENCES_LIMIT),
    facts.map(({ label, value }) => `<b>${escapeHtml(label)}:</b> ${within(value, VALUE_LIMIT)}`).join('\n'),
    `<a href="${escapeHtml(link)}">Open in Heartbeat Central</a>`,
  ]);

const noticeMessage = (subject: string, text: string): TelegramMessage =>
  message([title(SIGNS.info, subject), within(text, NOTICE_LIMIT)]);

/** What Telegram shows. Pure. */
export const TELEGRAM_FORM: MessageForm<TelegramMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
