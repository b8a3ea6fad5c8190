import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { toEvent } from '../../embedded/gateway-event.ts';
import { T0 } from '../support/monitors.ts';

interface Parts {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly from?: string;
}

const request = ({ method = 'GET', url = '/', headers = {}, from = '10.0.0.9' }: Parts): IncomingMessage =>
  ({
    method,
    url,
    headers,
    httpVersion: '1.1',
    socket: { remoteAddress: from },
  }) as unknown as IncomingMessage;

const eventOf = (parts: Parts, body?: string, trustedProxies = 0) =>
  toEvent(request(parts), body === undefined ? undefined : Buffer.from(body), trustedProxies, T0);

describe('a request becomes the event of an API Gateway HTTP API', () => {
  test('with its method, path, address and time', () => {
    const event = eventOf({
      method: 'POST',
      url: '/api/heartbeat',
      headers: { host: 'h', 'user-agent': 'u' },
    });
    expect(event).toMatchObject({ version: '2.0', routeKey: '$default', rawPath: '/api/heartbeat' });
    expect(event.requestContext).toMatchObject({
      domainName: 'h',
      timeEpoch: T0,
      http: {
        method: 'POST',
        path: '/api/heartbeat',
        protocol: 'HTTP/1.1',
        sourceIp: '10.0.0.9',
        userAgent: 'u',
      },
    });
    expect(eventOf({}).requestContext.requestId).not.toBe(event.requestContext.requestId);
  });

  test('with its cookies apart from its headers', () => {
    const event = eventOf({ headers: { host: 'h', cookie: 'a=1; b=two=2;c' } });
    expect([event.cookies, event.headers]).toEqual([['a=1', 'b=two=2', 'c'], { host: 'h' }]);
    expect(eventOf({ headers: { host: 'h' } })).not.toHaveProperty('cookies');
  });

  test.each([
    ['/x', '', undefined],
    ['/x?', '', undefined],
    ['/x?a=1&b=two%20words&c=a+b', 'a=1&b=two%20words&c=a+b', { a: '1', b: 'two words', c: 'a b' }],
    ['/x?a=1&b=2&a=3', 'a=1&b=2&a=3', { a: '1,3', b: '2' }],
    ['/x?a=1?b=2', 'a=1?b=2', { a: '1?b=2' }],
    ['/x?empty&bad=%E0%A4%A', 'empty&bad=%E0%A4%A', { empty: '', bad: expect.any(String) }],
  ])('with the query of %s', (url, raw, parameters) => {
    const event = eventOf({ url });
    expect(event.rawPath).toBe('/x');
    expect(event.rawQueryString).toBe(raw);
    expect(event.queryStringParameters).toEqual(parameters);
  });

  test('with its path as it was sent', () => {
    expect(eventOf({ url: '/api/services/a%2Fb' }).rawPath).toBe('/api/services/a%2Fb');
  });

  test('with headers by lower-case name, repeated ones joined by a comma', () => {
    const headers = { 'x-api-key': 'k', 'set-cookie': ['a=1', 'b=2'] };
    expect(eventOf({ headers }).headers).toEqual({ 'x-api-key': 'k', 'set-cookie': 'a=1,b=2' });
  });

  test('with its body as text, and none where none was sent', () => {
    expect(eventOf({}, '{"name":"Zürich ✓"}')).toMatchObject({
      body: '{"name":"Zürich ✓"}',
      isBase64Encoded: false,
    });
    expect('body' in eventOf({})).toBe(false);
  });
});

describe('the address of the sender', () => {
  const sourceOf = (forwarded: string | undefined, trustedProxies: number) =>
    eventOf(
      { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } },
      undefined,
      trustedProxies,
    ).requestContext.http.sourceIp;

  test.each([
    ['nobody is believed without a proxy', '1.1.1.1', 0, '10.0.0.9'],
    ['one proxy is believed about whom it saw', '1.1.1.1', 1, '1.1.1.1'],
    ['what the sender claims of itself before that is not', '9.9.9.9, 1.1.1.1', 1, '1.1.1.1'],
    ['two proxies are believed about whom the first saw', '9.9.9.9, 1.1.1.1, 10.0.0.1', 2, '1.1.1.1'],
    ['fewer entries than proxies mean the first one', '1.1.1.1', 2, '1.1.1.1'],
    ['a request past the proxies is its own address', undefined, 1, '10.0.0.9'],
    ['an empty entry is no address', ' , ', 1, '10.0.0.9'],
  ])('%s', (_name, forwarded, proxies, expected) => {
    expect(sourceOf(forwarded, proxies)).toBe(expected);
  });
});
