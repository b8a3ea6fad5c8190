import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** What this server refuses by itself, in the form of all answers. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** The answer as headers and body, with an id to ask us about. */
export function refusal({ status, message }: Refused) {
  const body = JSON.stringify({ error: message });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-request-id': randomUUID(),
    ...(status === 503 && { 'retry-after': '1' }),
    connection: 'close',
  };
  return { headers, body };
}

const PARSE_REFUSALS: Readonly<Record<string, Refused>> = {
  HPE_HEADER_OVERFLOW: new Refused(431, 'The headers are too large'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new Refused(413, 'The chunk extensions are too large'),
  ERR_HTTP_REQUEST_TIMEOUT: new Refused(408, 'The request took too long to arrive'),
};
const NOT_HTTP = new Refused(400, 'This is not a valid HTTP request');

/** What Node itself would refuse without a body, and with no id to ask us about. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const refused = PARSE_REFUSALS[error.code ?? ''] ?? NOT_HTTP;
  const { headers, body } = refusal(refused);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}`, ...lines].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`);
}
