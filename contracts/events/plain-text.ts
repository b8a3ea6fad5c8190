import type { Announcement } from './announcement.ts';
import { type ListRoom, listWithin } from './list-within.ts';

/** The whole announcement as text without formatting, for mail; of a list, what `room` allows. */
export const plainText = (
  { headline, sentences, list, facts, link }: Announcement,
  room: ListRoom = {},
): string =>
  [
    headline,
    sentences.join('\n'),
    list ? listWithin(list, room) : '',
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    `Open in Heartbeat Central: ${link}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
