import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface EventParts {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly base64?: boolean;
  readonly source?: string;
  /** As `name=value`. */
  readonly cookies?: readonly string[];
}

/** An HTTP request as API Gateway hands it to a function; `target` may have a query. */
export function httpEvent(method: string, target: string, parts: EventParts = {}): APIGatewayProxyEventV2 {
  const [path = '/', rawQueryString = ''] = target.split('?', 2);
  const query = Object.fromEntries(new URLSearchParams(rawQueryString));
  const text = typeof parts.body === 'string' ? parts.body : JSON.stringify(parts.body);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString,
    headers: { ...parts.headers },
    ...(parts.cookies && { cookies: [...parts.cookies] }),
    ...(rawQueryString && { queryStringParameters: query }),
    requestContext: {
      accountId: 'tests',
      apiId: 'tests',
      domainName: 'heartbeat.example',
      domainPrefix: 'heartbeat',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: parts.source ?? '192.0.2.1', userAgent: 'tests' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '02/Mar/2026:12:00:00 +0000',
      timeEpoch: 0,
    },
    ...(text !== undefined && { body: parts.base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: parts.base64 ?? false,
  };
}

export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

/** The body of an answer as JSON. */
export const bodyOf = (answer: APIGatewayProxyStructuredResultV2): unknown =>
  JSON.parse(answer.body ?? 'null');
