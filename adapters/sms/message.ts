import { announce } from '../../contracts/events/announcement.ts';
import { oneLine } from '../../contracts/events/readable-text.ts';
import { inWords } from '../../core/monitor/in-words.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
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

/** The headline, and below it the link where there is room for the whole of it. */
function transitionText(t: Transition, publicUrl: string): string {
  const { headline, link } = announce(readable(t), { publicUrl });
  // Milliseconds cost room and tell nobody anything.
  const told = within(headline.replace(/\.\d{3}Z/g, 'Z') + downtime(t), MOST_SEPTETS);
  const tail = `\n${toGsm7(link)}`;
  return septets(told) + septets(tail) <= MOST_SEPTETS ? told + tail : told;
}

const noticeText = (subject: string, text: string): string =>
  within(
    oneLine([subject, text].filter((part) => part.trim() !== '').join(': '), NOTICE_LENGTH),
    MOST_SEPTETS,
  ) || 'Notice';

/** A message as the text of an SMS. Pure. */
export const smsText = (message: ChannelMessage, publicUrl: string): string =>
  message.type === 'transition'
    ? transitionText(message.transition, publicUrl)
    : noticeText(message.subject, message.text);
