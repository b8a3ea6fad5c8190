import { randomUUID } from 'node:crypto';
import { type GroupEvent, toGroupEvent } from '../../contracts/events/group-event.ts';
import { type NoticeEvent, toNoticeEvent } from '../../contracts/events/notice-event.ts';
import { type TestEvent, toTestEvent } from '../../contracts/events/test-event.ts';
import { type TransitionEvent, toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { groupKey } from '../outgoing/group-key.ts';

/** The event of a message. What happened has the same id each time; a test and a notice are new each time. */
export function eventOf(
  message: ChannelMessage,
  source: string,
): TransitionEvent | GroupEvent | TestEvent | NoticeEvent {
  switch (message.type) {
    case 'transition':
      return toTransitionEvent(message.transition, source);
    case 'group':
      return toGroupEvent(message.transitions, source, groupKey(message.transitions));
    case 'test':
      return toTestEvent(message, source, randomUUID());
    case 'notice':
      return toNoticeEvent(message, source, randomUUID());
  }
}
