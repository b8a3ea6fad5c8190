import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The event that an API Gateway HTTP API (payload 2.0) would send for this request. */
export function toEvent(
  request: IncomingMessage,
  body: Buffer | undefined,
  trustedProxies: number,
  now: number,
): APIGatewayProxyEventV2 {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? '' : url.slice(mark + 1);
  const { cookie, ...headers } = flat(request.headers);
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(cookie !== undefined && { cookies: cookie.split(';').map((pair) => pair.trim()) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: headers.host ?? '',
      domainPrefix: '',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: sourceOf(request, headers['x-forwarded-for'], trustedProxies),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: now,
    },
  };
  if (body) event.body = body.toString('utf8');
  if (query) event.queryStringParameters = parametersOf(new URLSearchParams(query));
  return event;
}

/** Repeated names are joined by a comma, as the gateway does. */
function parametersOf(query: URLSearchParams): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of query) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

/** Header names in lower case; repeated ones joined by a comma, as the gateway does. */
function flat(headers: IncomingMessage['headers']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) result[name] = typeof value === 'string' ? value : value.join(',');
  }
  return result;
}

/** The sender's address: each trusted proxy appended the one it saw, so we count from the end. */
function sourceOf(request: IncomingMessage, forwarded: string | undefined, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0 || !forwarded) return direct;
  const hops = forwarded.split(',').map((hop) => hop.trim());
  return hops[Math.max(0, hops.length - trustedProxies)] || direct;
}
