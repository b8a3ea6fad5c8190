import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../../contracts/events/cloud-event.ts';
import { toNoticeEvent } from '../../contracts/events/notice-event.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { written } from '../outgoing/written.ts';
import { WORDS_FORM } from './words.ts';

/** The event of a message; what has none of its own is told in words, as a notice. */
export function eventOf(message: ChannelMessage, source: string): CloudEvent<string, object> {
  switch (message.type) {
    case 'transition':
      return toTransitionEvent(message.transition, source);
    case 'notice':
      return toNoticeEvent(message, source, randomUUID());
    default: {
      const { headline, sentences } = written(WORDS_FORM, message, source);
      return toNoticeEvent({ subject: headline, text: sentences.join('\n') }, source, randomUUID());
    }
  }
}
