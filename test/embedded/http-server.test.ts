import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpHandler, type HttpServer, startHttpServer } from '../../embedded/http-server.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { SILENT_LOG } from '../support/stage.ts';

const open: HttpServer[] = [];
const agents: Agent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const HELLO: HttpHandler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: 'hällo',
});

/** A server on a free port, with the events its handler got and what it logged as an error. */
async function serving(handle: HttpHandler = HELLO) {
  const events: APIGatewayProxyEventV2[] = [];
  const errors: string[] = [];
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    trustedProxies: 0,
    clock: new ManualClock(),
    log: { ...SILENT_LOG, error: (_facts, sentence) => errors.push(sentence) },
    handlerFor: () => async (event) => {
      events.push(event);
      return handle(event);
    },
  });
  open.push(server);
  return { server, events, errors };
}

const LARGEST_BODY = 6 * 1024 * 1024;

const portOf = (server: HttpServer): number => Number(new URL(server.url).port);

function keptAlive(): Agent {
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  return agent;
}

/** One request through the agent, read to its end. */
async function get(server: HttpServer, agent: Agent): Promise<IncomingMessage> {
  const [response] = (await once(request(server.url, { agent }).end(), 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}

async function rawConnection(server: HttpServer): Promise<Socket> {
  const socket = connect(portOf(server), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** What a connection is answered with that sends just this, read to its end. */
async function refusalOf(server: HttpServer, text: string) {
  const socket = await rawConnection(server);
  socket.write(text);
  const [headers = '', body = ''] = (await socket.toArray()).join('').split('\r\n\r\n');
  return { status: Number(headers.split(' ')[1]), headers: `${headers}\r\n`, body: JSON.parse(body) };
}

describe('an answer', () => {
  test('bears status, headers, cookies and body, with its length in bytes', async () => {
    const { server } = await serving(async () => ({
      statusCode: 201,
      headers: { 'x-count': 3, 'x-yes': true },
      cookies: ['a=1', 'b=2'],
      body: 'hällo',
    }));
    const response = await fetch(server.url);
    expect(response.status).toBe(201);
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('content-length')).toBe('6');
    expect(await response.text()).toBe('hällo');
  });

  test('may be bytes', async () => {
    const bytes = Buffer.from([0, 255, 128]);
    const { server } = await serving(async () => ({ body: bytes.toString('base64'), isBase64Encoded: true }));
    const response = await fetch(server.url);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test.each([204, 304])('of %i says nothing of a length', async (statusCode) => {
    const { server } = await serving(async () => ({ statusCode, headers: {} }));
    const response = await fetch(server.url);
    expect([response.status, response.headers.get('content-length')]).toEqual([statusCode, null]);
    expect(response.headers.get('transfer-encoding')).toBeNull();
  });

  test('to HEAD has the headers of GET and no body, and the connection can be used again', async () => {
    const { server, events } = await serving();
    const head = await fetch(server.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/plain',
      '',
    ]);
    expect(await (await fetch(server.url)).text()).toBe('hällo');
    expect(events.map((event) => event.requestContext.http.method)).toEqual(['HEAD', 'GET']);
  });

  test.each<[string, HttpHandler]>([
    ['rejects', () => Promise.reject(new Error('secret detail'))],
    [
      'throws',
      () => {
        throw new Error('secret detail');
      },
    ],
    ['sets a header that cannot be sent', async () => ({ headers: { 'x-name': 'a\r\nb' } })],
    ['answers nothing', async () => undefined as never],
  ])('is a 500 without detail where the handler %s, and the server goes on', async (_name, handle) => {
    const { server, errors } = await serving(handle);
    for (let i = 1; i <= 2; i++) {
      const response = await fetch(server.url);
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({ error: 'Something went wrong on our side; it was logged' });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(errors).toHaveLength(i);
    }
  });
});

describe('a request', () => {
  test('brings its body, path and query to the handler', async () => {
    const { server, events } = await serving();
    await fetch(`${server.url}/api/heartbeat?x=1`, { method: 'POST', body: '{"serviceId":"ü"}' });
    expect(events[0]).toMatchObject({
      rawPath: '/api/heartbeat',
      rawQueryString: 'x=1',
      body: '{"serviceId":"ü"}',
    });
  });

  test('in many pieces is put together, in the middle of a letter too', async () => {
    const { server, events } = await serving();
    const socket = await rawConnection(server);
    const body = Buffer.from('"üü"');
    socket.write(`POST / HTTP/1.1\r\nhost: h\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.write(body.subarray(0, 2));
    await new Promise(setImmediate);
    socket.write(body.subarray(2));
    await once(socket, 'data');
    expect(events[0]!.body).toBe('"üü"');
    socket.destroy();
  });

  test.each([
    ['said', LARGEST_BODY + 1],
    ['not said', undefined],
  ])(
    'of more than 6 MiB is refused with 413, its length %s, and the server goes on',
    async (_name, length) => {
      const { server, events } = await serving();
      const sending = request(server.url, {
        method: 'POST',
        headers: length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length },
      });
      sending.on('error', () => {});
      const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
      sending.end(Buffer.alloc(LARGEST_BODY + 1, 'x'));
      const [response] = await answered;
      expect(response.statusCode).toBe(413);
      expect(JSON.parse((await response.toArray()).join(''))).toEqual({
        error: 'The body is larger than 6291456 bytes',
      });
      expect(response.headers.connection).toBe('close');
      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(events).toEqual([]);
      expect((await fetch(server.url)).status).toBe(200);
    },
  );

  test('that announces too large a body is refused before any of it came', async () => {
    const { server } = await serving();
    const { status, body } = await refusalOf(
      server,
      `POST / HTTP/1.1\r\nhost: h\r\ncontent-length: ${LARGEST_BODY + 1}\r\n\r\n`,
    );
    expect([status, body]).toEqual([413, { error: 'The body is larger than 6291456 bytes' }]);
  });

  test('of 6 MiB reaches its handler', async () => {
    const { server, events } = await serving();
    await fetch(server.url, { method: 'POST', body: 'x'.repeat(LARGEST_BODY) });
    expect(events[0]!.body).toHaveLength(LARGEST_BODY);
  });

  test('is refused where too much is being sent by others, unless it is as small as a beat', async () => {
    const { server, events } = await serving();
    const most = 128 * 1024 * 1024;
    const half = Buffer.alloc(LARGEST_BODY - 1, 'x');
    const head = `POST / HTTP/1.1\r\nhost: h\r\ncontent-length: ${LARGEST_BODY}\r\n\r\n`;
    const senders = await Promise.all(
      Array.from({ length: Math.ceil(most / half.length) + 1 }, () => rawConnection(server)),
    );
    const refusals = senders.map((socket) => once(socket, 'data') as Promise<[Buffer]>);
    for (const socket of senders) {
      socket.write(head);
      socket.write(half);
    }
    const [refused] = await Promise.race(refusals);
    expect(refused.toString()).toMatch(/^HTTP\/1\.1 503 .*\r\nretry-after: 1\r\n.*"error":"Too much/is);
    expect((await fetch(server.url, { method: 'POST', body: '{"serviceId":"a"}' })).status).toBe(200);
    expect(events).toHaveLength(1);
    for (const socket of senders) socket.destroy();
    for (const refusal of refusals) refusal.catch(() => {});
    // What was held for them is free again.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await fetch(server.url, { method: 'POST', body: half })).status).toBe(200);
  }, 60_000);

  test('whose sender goes away in the middle of its body reaches no handler and is no error', async () => {
    const { server, events, errors } = await serving();
    const socket = await rawConnection(server);
    socket.write('POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 100\r\n\r\nhalf');
    await new Promise(setImmediate);
    socket.destroy();
    await once(socket, 'close');
    await fetch(server.url);
    expect(events).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test.each(['answers', 'fails'])(
    'whose sender goes away before its handler %s harms nobody',
    async (how) => {
      let finish = () => {};
      let began = () => {};
      const begun = new Promise<void>((resolve) => {
        began = resolve;
      });
      const { server } = await serving(async (event) => {
        if (event.rawPath !== '/slow') return { statusCode: 204 };
        began();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        if (how === 'fails') throw new Error('The store is out');
        return { body: 'x'.repeat(100_000) };
      });
      const socket = await rawConnection(server);
      socket.write('GET /slow HTTP/1.1\r\nhost: h\r\n\r\n');
      await begun;
      socket.destroy();
      await once(socket, 'close');
      finish();
      expect((await fetch(server.url)).status).toBe(204);
    },
  );

  test.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400, 'This is not a valid HTTP request'],
    [
      'sent with too many headers',
      `GET / HTTP/1.1\r\nhost: h\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'The headers are too large',
    ],
  ])(
    'that is %s is refused in the form of all answers, and the server goes on',
    async (_, text, code, error) => {
      const { server } = await serving();
      const { status, headers, body } = await refusalOf(server, text);
      expect([status, body]).toEqual([code, { error }]);
      expect(headers).toMatch(/content-type: application\/json\r\n/);
      expect(headers).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/);
      expect((await fetch(server.url)).status).toBe(200);
    },
  );
});

describe('closing', () => {
  test('ends connections that are kept alive, and takes no more', async () => {
    const { server } = await serving();
    const agent = keptAlive();
    await get(server, agent);
    await server.close();
    await expect(get(server, agent)).rejects.toThrow(/ECONNREFUSED|hang up|ECONNRESET/);
  });

  test('answers what is under way and then ends its connection, kept alive or not', async () => {
    let finish = () => {};
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const { server } = await serving(async () => {
      began();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { body: 'done' };
    });
    const answered = get(server, keptAlive());
    await begun;
    const closing = server.close();
    finish();
    const response = await answered;
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    await closing;
  });

  test.each([
    ['nothing', ''],
    ['half a request', 'POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 100\r\n\r\nhalf'],
  ])('does not wait for a connection that has sent %s', async (_what, text) => {
    const { server } = await serving();
    const socket = await rawConnection(server);
    socket.on('error', () => {});
    if (text) socket.write(text);
    await fetch(server.url);
    const ended = once(socket, 'close');
    await server.close();
    await ended;
  });

  test('a port that is taken is an error at the start', async () => {
    const { server } = await serving();
    const { clock, log } = { clock: new ManualClock(), log: SILENT_LOG };
    const options = { host: '127.0.0.1', trustedProxies: 0, handlerFor: () => HELLO, clock, log };
    await expect(startHttpServer({ ...options, port: portOf(server) })).rejects.toThrow('EADDRINUSE');
  });

  test('a wildcard address is called by one that can be reached', async () => {
    const options = {
      port: 0,
      trustedProxies: 0,
      handlerFor: () => HELLO,
      clock: new ManualClock(),
      log: SILENT_LOG,
    };
    const server = await startHttpServer({ ...options, host: '0.0.0.0' });
    open.push(server);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(server.url)).status).toBe(200);
  });
});
