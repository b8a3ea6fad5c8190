import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import { toEvent } from './gateway-event.ts';

export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** Proxies in front whose word about the sender's address is believed. */
  readonly trustedProxies: number;
  readonly handlerFor: (method: string, path: string) => HttpHandler;
  readonly clock: Clock;
  readonly log: Log;
}

export interface HttpServer {
  /** The address it is reached by from this machine, without a slash at its end. */
  readonly url: string;
  /** Takes no more connections, answers what is under way, and closes. */
  close(): Promise<void>;
}

/** As Lambda's limit for a request; the handlers have limits of their own in our form. */
const LARGEST_BODY = 6 * 1024 * 1024;
/** A sender that needs longer than this for one request holds a connection that others need. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the usual 60 s of proxies and clients, so that they and not we close idle connections. */
const KEEP_ALIVE_MS = 65_000;

class BodyTooLarge extends Error {}
class SenderWentAway extends Error {}

/** Serves the handlers over Node's HTTP server: each request becomes the event that API Gateway would send. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('request', (request, response) => void serve(options, server, request, response));
  await listening(server, options);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${reachableHost(options.host)}:${port}`, close: () => closed(server) };
}

function listening(server: Server, { port, host }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** A wildcard address is no address to call. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function serve(
  options: HttpServerOptions,
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await bodyOf(request);
    const event = toEvent(request, body, options.trustedProxies, options.clock.now());
    const handle = options.handlerFor(event.requestContext.http.method, event.rawPath);
    const result = await handle(event);
    // A connection kept alive would hold up the end until it is idle for long enough.
    if (!server.listening) response.setHeader('connection', 'close');
    answer(request, response, result);
  } catch (error) {
    answerFailure(options, response, error);
  }
}

function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY) reject(new BodyTooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', () => reject(new SenderWentAway()));
    request.on('close', () => {
      // Every request closes; an error for each would be a tenth of the work for it.
      if (!request.complete) reject(new SenderWentAway());
    });
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  result: APIGatewayProxyStructuredResultV2,
): void {
  const body = result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? '');
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(result.headers ?? {})) headers[name] = String(value);
  if (result.cookies) headers['set-cookie'] = result.cookies;
  if (request.method !== 'HEAD') headers['content-length'] = Buffer.byteLength(body);
  response.writeHead(result.statusCode ?? 200, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function answerFailure(options: HttpServerOptions, response: ServerResponse, error: unknown): void {
  if (error instanceof SenderWentAway) return void response.destroy();
  const [status, sentence] =
    error instanceof BodyTooLarge
      ? [413, `The body is larger than ${LARGEST_BODY} bytes`]
      : [500, 'Something went wrong on our side; it was logged'];
  if (status === 500) options.log.error({ err: error }, 'A request failed');
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ error: sentence }));
}
