import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';

/** A message published as JSON, without its topic. Text is shown as it is: `markdown` is never set. */
export interface NtfyMessage {
  readonly title: string;
  readonly message: string;
  /** 1 to 5; 3 is the default, 4 vibrates long, 5 again and again. */
  readonly priority: 3 | 4 | 5;
  /** Names of emoji, shown before the title. */
  readonly tags: readonly string[];
  /** What a tap opens. */
  readonly click?: string;
}

// Above 4,096 bytes ntfy makes an attachment of a message, or refuses it.
const MESSAGE_BYTES = 4_000;
const TITLE_BYTES = 500;

const LOOKS: Readonly<Record<Severity, Pick<NtfyMessage, 'priority' | 'tags'>>> = {
  down: { priority: 5, tags: ['rotating_light'] },
  degraded: { priority: 4, tags: ['warning'] },
  recovered: { priority: 3, tags: ['white_check_mark'] },
  info: { priority: 3, tags: ['information_source'] },
};

const within = (text: string, bytes: number): string =>
  fitted(text, bytes, (same) => same, Buffer.byteLength);

const announcementMessage = ({ headline, sentences, severity, facts, link }: Announcement): NtfyMessage => ({
  title: within(headline, TITLE_BYTES),
  message: within(
    [sentences.join('\n'), facts.map(({ label, value }) => `${label}: ${value}`).join('\n')].join('\n\n'),
    MESSAGE_BYTES,
  ),
  ...LOOKS[severity],
  click: link,
});

const noticeMessage = (subject: string, text: string): NtfyMessage => ({
  title: within(subject, TITLE_BYTES),
  message: within(text, MESSAGE_BYTES),
  ...LOOKS.info,
});

/** What ntfy shows. Pure. */
export const NTFY_FORM: MessageForm<NtfyMessage> = {
  announcement: announcementMessage,
  notice: noticeMessage,
};
