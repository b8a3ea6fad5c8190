import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Target } from './target.ts';
import { timedOut, unreachable } from './unreachable.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first 4 KB of the body. */
  readonly text: string;
}

export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostOptions {
  readonly lookup: LookupFunction;
  readonly timeoutMs: number;
}

/** Enough for any error text; a receiver cannot fill our memory. */
const KEPT_BYTES = 4_096;

const isTaken = (status: number): boolean => status >= 200 && status < 300;

async function firstBytes(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Leaving the loop destroys the response, and with it the connection.
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= KEPT_BYTES) break;
    }
  } catch (error) {
    // The receiver has taken the message, whatever becomes of its words: to send it again would double the alert.
    if (!isTaken(response.statusCode ?? 0)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
}

function exchange(
  { url }: Target,
  content: Content,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: {
      'user-agent': 'Heartbeat-Central',
      ...content.headers,
      'content-length': Buffer.byteLength(content.body),
    },
    // A connection of its own each time: a pooled one was judged by whoever opened it.
    agent: false,
    lookup,
    signal,
  });
  request.on('error', reject);
  request.on('response', (response) => {
    const { statusCode = 0, headers } = response;
    // From its head on, the response alone says how the exchange ends.
    request.off('error', reject).on('error', () => {});
    firstBytes(response).then((text) => resolve({ status: statusCode, headers, text }), reject);
  });
  request.end(content.body);
  return promise;
}

/**
 * POSTs once and follows no redirect: a 3xx is an answer like any other. `timeoutMs` covers everything from the
 * lookup to the last byte read; a 2xx counts from its head on, even if its body never ends. Rejects with
 * OutgoingError.
 */
export async function post(target: Target, content: Content, options: PostOptions): Promise<Answer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    return await exchange(target, content, options.lookup, signal);
  } catch (error) {
    throw signal.aborted ? timedOut(target.host, options.timeoutMs) : unreachable(target.host, error);
  }
}
