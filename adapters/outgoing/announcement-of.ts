import { type Announcement, announce } from '../../contracts/events/announcement.ts';
import { announceGroup } from '../../contracts/events/group-announcement.ts';
import { announceTest } from '../../contracts/events/test-announcement.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';

/** A message for people but a notice, which has only its words. */
export type AnnouncedMessage = Exclude<ChannelMessage, { readonly type: 'notice' }>;

/** What a message has to tell. Pure. */
export function announcementOf(message: AnnouncedMessage, publicUrl: string): Announcement {
  switch (message.type) {
    case 'transition':
      return announce(message.transition, { publicUrl });
    case 'group':
      return announceGroup(message.transitions, { publicUrl });
    case 'test':
      return announceTest(message, { publicUrl });
  }
}
