import { ChannelRefused } from '../../core/ports/channel.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** True for TLS from the first byte (smtps). */
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

const REFUSED = 'The SMTP URL must look like smtps://user:password@host:port or smtp://host:port.';

/** `%40` and the like in a user name or password. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ChannelRefused(
      `${REFUSED} Its user name or password holds a "%" that is not written as "%25".`,
    );
  }
}

/**
 * The server that an SMTP URL names. Only its host, port and credentials are read: the mail library would take
 * any option of its own from the query, a proxy among them. Throws ChannelRefused.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.parse(text);
  const port = url ? PORTS[url.protocol] : undefined;
  if (!url || port === undefined || url.hostname === '') throw new ChannelRefused(REFUSED);
  if (url.search) throw new ChannelRefused('The SMTP URL takes no options after "?".');
  const server = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? port : Number(url.port),
    secure: url.protocol === 'smtps:',
  };
  if (url.username === '') return server;
  return { ...server, auth: { user: decoded(url.username), pass: decoded(url.password) } };
}
