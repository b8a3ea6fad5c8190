import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, headers unfolded. */
  readonly source: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** A real SMTP server on a free port of this machine. */
export interface MailReceiver {
  readonly port: number;
  readonly received: ReceivedMail[];
  [Symbol.asyncDispose](): Promise<void>;
}

const unfolded = (mail: string): string => mail.replace(/\r\n[ \t]+/g, ' ');

/** Takes any mail without a login and without TLS, unless `options` say otherwise. */
export async function mailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: unfolded(Buffer.concat(chunks).toString('utf8')),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
        });
        done();
      });
    },
    ...options,
  });
  // A client that distrusts the certificate breaks off: no fault of the server's.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** One header's value of a received mail, decoded as far as our own need it. */
export function headerOf(mail: ReceivedMail | undefined, name: string): string | undefined {
  const head = mail?.source.split('\r\n\r\n')[0] ?? '';
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}: `));
  return line?.slice(name.length + 2);
}
