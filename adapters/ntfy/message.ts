import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { LINES_IN_A_CHAT, listWithin } from '../../contracts/events/list-within.ts';
import { fitted } from '../outgoing/fitted.ts';
import type { MessageForm } from '../outgoing/written.ts';

/** A message published as JSON, without its topic. Text is shown as it is: `markdown` is never set. */
export interface NtfyMessage {
  readonly title: string;
  readonly message: string;
  /** 1 to 5; 2 makes no sound, 3 is the default, 4 vibrates long, 5 again and again. */
  readonly priority: 2 | 3 | 4 | 5;
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
  test: { priority: 2, tags: ['test_tube'] },
};

const within = (text: string, bytes: number): string =>
  fitted(text, bytes, (same) => same, Buffer.byteLength);

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

function textOf({ sentences, list, facts }: Announcement): string {
  const told = sentences.join('\n');
  const factLines = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  if (!list) return joined([told, factLines]);
  const limit = MESSAGE_BYTES - Buffer.byteLength([told, '', factLines].join('\n\n'));
  const lines = listWithin(list, { most: LINES_IN_A_CHAT, limit, sizeOf: Buffer.byteLength });
  return joined([told, lines, factLines]);
}

const announcementMessage = (announcement: Announcement): NtfyMessage => ({
  title: within(announcement.headline, TITLE_BYTES),
  message: within(textOf(announcement), MESSAGE_BYTES),
  ...LOOKS[announcement.severity],
  click: announcement.link,
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
