import { ChannelRefused } from '../../core/ports/channel.ts';
import { toRefusal } from '../outgoing/deliver.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';

/** What went wrong, by the mail library's codes. */
const WORDS: Readonly<Record<string, string>> = {
  EAUTH: 'refused the user name or password',
  ENOAUTH: 'asks for a user name and password',
  EENVELOPE: 'refused the sender or all recipients',
  EMESSAGE: 'refused the message',
  ETLS: 'offers no encrypted connection that can be trusted',
  EABORT: 'did not take the mail in time',
  ETIMEDOUT: 'did not answer in time',
  ESOCKET: 'broke the connection or has no valid certificate',
  ECONNECTION: 'closed the connection',
  EPROTOCOL: 'does not speak SMTP',
};

interface SmtpFacts {
  readonly code: string;
  readonly status: string;
}

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** The reply's numbers, such as `550 5.1.1`. Its words stay out: servers repeat in them what they were sent. */
function factsOf(error: unknown): SmtpFacts {
  const response = String(field(error, 'response') ?? '');
  return {
    code: String(field(error, 'code') ?? ''),
    status: /^[245]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?/.exec(response)?.[0].replace('-', ' ') ?? '',
  };
}

/** A failed mail as a sentence that names the server and its reply code. */
export function smtpRefusal(host: string, error: unknown): ChannelRefused {
  if (error instanceof OutgoingError || error instanceof ChannelRefused) return toRefusal(error);
  const { code, status } = factsOf(error);
  const words = WORDS[code] ?? 'did not take the mail';
  return new ChannelRefused(`${host} ${words}${status ? ` (${status})` : ''}.`);
}
