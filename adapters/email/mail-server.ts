import { toRefusal } from '../outgoing/deliver.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { type SmtpParts, serverOfParts } from './smtp-parts.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp-url.ts';

/** How a mail server is named: `smtp://` or `smtps://` with credentials, which is a secret, or its parts. */
export type MailServer = { readonly smtpUrl: string } | SmtpParts;

/** The mail server that is named. Throws ChannelRefused where it is none, or can never be connected to. */
export function mailServerOf(named: MailServer, outgoing: Outgoing): SmtpServer {
  const server = 'smtpUrl' in named ? parseSmtpUrl(named.smtpUrl) : serverOfParts(named);
  try {
    outgoing.assertHost(server.host);
  } catch (error) {
    throw toRefusal(error);
  }
  return server;
}
