import type { ChannelMessage } from '../../core/ports/channel.ts';
import { type MessageForm, written } from '../outgoing/written.ts';
import { mailHostOf, parseAddress, parseAddresses } from './addresses.ts';
import { announcementMail, type MailContent, noticeMail } from './message.ts';
import { groupHeaders, type ThreadHeaders, threadHeaders } from './thread.ts';

/** What every sender of mails is told. */
export interface MailOptions {
  /** `email` by default. */
  readonly id?: string | undefined;
  /** Addresses separated by commas. */
  readonly to: string;
  /** The sender's address; `heartbeat-central@<host of publicUrl>` by default. */
  readonly from?: string | undefined;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
}

export interface Correspondents {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string[];
}

/** Who writes to whom. Throws ChannelRefused where an address is none. */
export const correspondentsOf = ({ to, from, publicUrl }: MailOptions): Correspondents => ({
  from: {
    name: 'Heartbeat Central',
    address: parseAddress(from ?? `heartbeat-central@${mailHostOf(publicUrl)}`),
  },
  to: parseAddresses(to),
});

/** No answering machine shall answer, and no list server bounce back. */
export const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

const MAIL_FORM: MessageForm<MailContent> = { announcement: announcementMail, notice: noticeMail };

/** The mail of a message; those about one life of a monitor make one thread. Pure. */
export function mailOf(message: ChannelMessage, publicUrl: string): MailContent & Partial<ThreadHeaders> {
  // A mail has room for more of a notice than a chat.
  if (message.type === 'notice') return noticeMail(message.subject, message.text);
  const mail = written(MAIL_FORM, message, publicUrl);
  const host = mailHostOf(publicUrl);
  if (message.type === 'group') return { ...mail, ...groupHeaders(message.transitions, host) };
  return message.type === 'test' ? mail : { ...mail, ...threadHeaders(message.transition, host) };
}
