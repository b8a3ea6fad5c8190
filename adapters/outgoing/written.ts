import type { Announcement } from '../../contracts/events/announcement.ts';
import { manyLines, oneLine } from '../../contracts/events/readable-text.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { announcementOf } from './announcement-of.ts';

/** How one channel writes what is to be told. */
export interface MessageForm<Message> {
  readonly announcement: (announcement: Announcement) => Message;
  /** `subject` is one line and neither is empty. */
  readonly notice: (subject: string, text: string) => Message;
}

const SUBJECT_LENGTH = 150;
const TEXT_LENGTH = 3_000;

/** A message in the form of a channel. */
export const written = <Message>(
  form: MessageForm<Message>,
  message: ChannelMessage,
  publicUrl: string,
): Message =>
  message.type === 'notice'
    ? form.notice(
        oneLine(message.subject, SUBJECT_LENGTH) || 'Notice',
        manyLines(message.text, TEXT_LENGTH) || 'No text.',
      )
    : form.announcement(announcementOf(message, publicUrl));
