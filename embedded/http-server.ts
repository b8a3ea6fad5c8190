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
import { Refused, refusal, refuseConnection } from './refused.ts';
import { RequestBodies, SenderWentAway } from './request-bodies.ts';

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
  /** Takes no more connections, answers what is under way, and closes; after 2 s with whom it has not heard out. */
  close(): Promise<void>;
}

/** One for each sender that keeps its connection between beats; at about 20 KB each they cost 200 MB. */
const MOST_CONNECTIONS = 10_000;
/** A sender that needs longer than this for one request holds a connection that others need. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the usual 60 s of proxies and clients, so that they and not we close idle connections. */
const KEEP_ALIVE_MS = 65_000;
/** Who has not sent a request or read an answer by then holds up the end no longer. */
const CLOSE_TIMEOUT_MS = 2_000;
/** A sender that is cut off while it sends would never read why. */
const LINGER_MS = 500;

/** Serves the handlers over Node's HTTP server: each request becomes the event that API Gateway would send. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MOST_CONNECTIONS;
  // The next one that comes finds room again.
  server.on('drop', () => server.closeIdleConnections());
  server.on('clientError', refuseConnection);
  const bodies = new RequestBodies();
  server.on('request', (request, response) => void serve(options, server, bodies, request, response));
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
    // Node's own time limits end with `close`.
    const timeout = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    server.close(() => {
      clearTimeout(timeout);
      resolve();
    });
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
  bodies: RequestBodies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await bodies.read(request);
    const event = toEvent(request, body, options.trustedProxies, options.clock.now());
    const handle = options.handlerFor(event.requestContext.http.method, event.rawPath);
    const result = await handle(event);
    // A connection kept alive would hold up the end until it is idle for long enough.
    if (!server.listening) response.setHeader('connection', 'close');
    answer(request, response, result);
  } catch (error) {
    answerFailure(options, request, response, error);
  }
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
  const status = result.statusCode ?? 200;
  if (request.method !== 'HEAD' && status !== 204 && status !== 304)
    headers['content-length'] = Buffer.byteLength(body);
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function answerFailure(
  options: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (error instanceof SenderWentAway) return void response.destroy();
  const refused =
    error instanceof Refused ? error : new Refused(500, 'Something went wrong on our side; it was logged');
  const { headers, body } = refusal(refused);
  if (refused !== error)
    options.log.error({ err: error, requestId: headers['x-request-id'] }, 'A request failed');
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(refused.status, headers);
  response.write(body);
  if (request.complete) return void response.end();
  const timeout = setTimeout(() => response.end(), LINGER_MS);
  request.resume().once('close', () => {
    clearTimeout(timeout);
    response.end();
  });
}
