import { gapSentence } from '../../contracts/events/hearing-gap-words.ts';
import { oneLine } from '../../contracts/events/readable-text.ts';
import { inWords } from '../../core/monitor/in-words.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { type AnnouncedMessage, announcementOf } from '../outgoing/announcement-of.ts';
import { fitted } from '../outgoing/fitted.ts';
import { septets, toGsm7 } from './gsm7.ts';

// Two parts of a text message are 306 places; each part costs as much as one message. Twilio would take 1,600.
const MOST_SEPTETS = 306;
const NAME_LENGTH = 80;
const NOTICE_LENGTH = 600;

const within = (text: string, limit: number): string => fitted(text, limit, toGsm7, septets);

/** A name that GSM-7 cannot write gives way to the id, which it always can. */
function readable(t: Transition): Transition {
  const name = oneLine(t.name, NAME_LENGTH);
  const lost = [...toGsm7(name)].filter((sign) => sign === '?').length;
  const own = [...name].filter((sign) => sign === '?').length;
  return lost === own ? t : { ...t, name: t.id };
}

const downtime = (t: Transition): string =>
  t.reason === 'recovered' && t.from === 'down' ? ` after ${inWords(t.at - t.fromSince)}` : '';

/** Milliseconds cost room and tell nobody anything. */
const toTheSecond = (text: string): string => text.replace(/\.\d{3}Z/g, 'Z');

/** The text, and after it what there is room for as a whole. */
const withRoomFor = (text: string, more: string): string =>
  septets(text) + septets(toGsm7(more)) <= MOST_SEPTETS ? text + toGsm7(more) : text;

/** The headline, where there is a gap in our own hearing what it means, and the link. */
function transitionText(t: Transition, publicUrl: string): string {
  const { headline, link } = announcementOf({ type: 'transition', transition: readable(t) }, publicUrl);
  const told = within(toTheSecond(headline) + downtime(t), MOST_SEPTETS);
  const explained = t.gap ? withRoomFor(told, `. ${toTheSecond(gapSentence(t.gap))}`) : told;
  return withRoomFor(explained, `\n${link}`);
}

/** The headline, the first sentence (of a group, what its monitors share) and the link. */
function announcedText(message: AnnouncedMessage, publicUrl: string): string {
  const { headline, sentences, link } = announcementOf(message, publicUrl);
  const told = withRoomFor(within(`${headline}.`, MOST_SEPTETS), ` ${sentences[0]}`);
  return withRoomFor(told, `\n${link}`);
}

const noticeText = (subject: string, text: string): string =>
  within(
    oneLine([subject, text].filter((part) => part.trim() !== '').join(': '), NOTICE_LENGTH),
    MOST_SEPTETS,
  ) || 'Notice';

/** A message as the text of an SMS. Pure. */
export function smsText(message: ChannelMessage, publicUrl: string): string {
  switch (message.type) {
    case 'transition':
      return transitionText(message.transition, publicUrl);
    case 'group':
      return announcedText({ ...message, transitions: message.transitions.map(readable) }, publicUrl);
    case 'test':
      return announcedText(message, publicUrl);
    case 'notice':
      return noticeText(message.subject, message.text);
  }
}
