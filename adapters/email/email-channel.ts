import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Channel } from '../../core/ports/channel.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { AUTOMATIC, correspondentsOf, type MailOptions, mailOf } from './mail.ts';
import { type MailServer, mailServerOf } from './mail-server.ts';
import { smtpRefusal } from './smtp-refusal.ts';
import type { SmtpServer } from './smtp-url.ts';

export type EmailChannelOptions = MailOptions &
  MailServer & {
    readonly outgoing: Outgoing;
    /** For one whole mail, in ms; 10,000 by default. */
    readonly timeoutMs?: number | undefined;
  };

const DEFAULT_TIMEOUT_MS = 10_000;

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
  const server = mailServerOf(options, outgoing);
  const correspondents = correspondentsOf(options);
  const transport = transportTo(server, outgoing, timeoutMs);
  return {
    id: options.id ?? 'email',
    async send(message) {
      try {
        const sent = await transport.sendMail({
          ...mailOf(message, publicUrl),
          ...correspondents,
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
