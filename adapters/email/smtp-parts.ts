import { isIPv6 } from 'node:net';
import { ChannelRefused } from '../../core/ports/channel.ts';
import type { SmtpServer } from './smtp-url.ts';

/** A mail server in parts, as forms and configuration files name it. */
export interface SmtpParts {
  /** A name or an address. */
  readonly smtpServer: string;
  /** 587 by default; on 465 TLS comes from the first byte, on every other port by STARTTLS. */
  readonly smtpPort?: number | undefined;
  readonly username?: string | undefined;
  /** A secret. */
  readonly password?: string | undefined;
}

const DEFAULT_PORT = 587;
const TLS_PORT = 465;

const isHost = (text: string): boolean => isIPv6(text) || /^[\w.-]{1,253}$/.test(text);

/** The server that the parts name. Throws ChannelRefused. */
export function serverOfParts(parts: SmtpParts): SmtpServer {
  const { smtpServer: host, smtpPort: port = DEFAULT_PORT, username, password } = parts;
  if (!isHost(host)) {
    throw new ChannelRefused('The mail server must be a name or an address, without smtp:// and a port.');
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ChannelRefused('The port of the mail server must be a number from 1 to 65535.');
  }
  if ((username === undefined) !== (password === undefined)) {
    throw new ChannelRefused('A user name and a password of the mail server belong together.');
  }
  const server = { host, port, secure: port === TLS_PORT };
  return username === undefined || password === undefined
    ? server
    : { ...server, auth: { user: username, pass: password } };
}
