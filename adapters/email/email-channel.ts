import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { announcementOf } from '../outgoing/announcement-of.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { mailHostOf, parseAddress, parseAddresses } from './addresses.ts';
import { announcementMail, type MailContent, noticeMail } from './message.ts';
import { smtpRefusal } from './smtp-refusal.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp-url.ts';
import { groupHeaders, type ThreadHeaders, threadHeaders } from './thread.ts';

export interface EmailChannelOptions {
  /** `smtp://` or `smtps://` with credentials; a secret. */
  readonly smtpUrl: string;
  /** Addresses separated by commas. */
  readonly to: string;
  /** The sender's address; `heartbeat-central@<host of publicUrl>` by default. */
  readonly from?: string | undefined;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  readonly outgoing: Outgoing;
  /** For one whole mail, in ms; 10,000 by default. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** No answering machine shall answer, and no list server bounce back. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function transportTo(server: SmtpServer, outgoing: Outgoing, timeoutMs: number) {
  const options: SMTPTransportOptions = {
    ...server,
    // Credentials and alerts do not cross the internet in the clear.
    requireTLS: !server.secure && !outgoing.allowPrivateTargets,
    getSocket(_options, callback) {
      outgoing.connectSocket(server.host, server.port).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error),
      );
    },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return createTransport(options);
}

function mailFor(message: ChannelMessage, publicUrl: string): MailContent & Partial<ThreadHeaders> {
  if (message.type === 'notice') return noticeMail(message.subject, message.text);
  const mail = announcementMail(announcementOf(message, publicUrl));
  const host = mailHostOf(publicUrl);
  if (message.type === 'group') return { ...mail, ...groupHeaders(message.transitions, host) };
  return message.type === 'test' ? mail : { ...mail, ...threadHeaders(message.transition, host) };
}

function receipt(host: string, accepted: number, rejected: number): string {
  return rejected === 0
    ? `accepted by ${host}`
    : `accepted by ${host} for ${accepted} of ${accepted + rejected} addresses`;
}

/**
 * Mails people through an SMTP server, one mail to all addresses. Rejects with ChannelRefused where no address
 * was accepted. Throws ChannelRefused where the settings can never work.
 */
export function createEmailChannel(options: EmailChannelOptions): Channel {
  const { outgoing, publicUrl, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const server = parseSmtpUrl(options.smtpUrl);
  const to = parseAddresses(options.to);
  const from = parseAddress(options.from ?? `heartbeat-central@${mailHostOf(publicUrl)}`);
  const transport = transportTo(server, outgoing, timeoutMs);
  return {
    id: 'email',
    async send(message) {
      try {
        const sent = await transport.sendMail({
          ...mailFor(message, publicUrl),
          from: { name: 'Heartbeat Central', address: from },
          to,
          headers: AUTOMATIC,
          signal: AbortSignal.timeout(timeoutMs),
        });
        return receipt(server.host, sent.accepted.length, sent.rejected.length);
      } catch (error) {
        throw smtpRefusal(server.host, error);
      }
    },
  };
}
