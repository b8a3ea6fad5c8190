import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Resolve } from '../../adapters/outgoing/guarded-lookup.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { answering, httpReceiver, listening } from './http-receiver.ts';
import { problemOf } from './problem-of.ts';
import { selfSigned } from './self-signed.ts';

const CONTENT = { headers: { 'content-type': 'text/plain' }, body: 'grüße' };
const toPrivate = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });

/** Takes connections and says what `talk` writes. */
async function rawReceiver(talk: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.resume();
    talk(socket);
  });
  return {
    url: `http://127.0.0.1:${await listening(server)}/secret`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('a post', () => {
  test('arrives as it was given, and its answer comes back', async () => {
    await using receiver = await httpReceiver(answering(201, { 'x-answer': 'yes' }, 'thanks'));
    const answer = await toPrivate.post(receiver.url, CONTENT);
    expect(answer).toMatchObject({ status: 201, text: 'thanks', headers: { 'x-answer': 'yes' } });
    expect(receiver.received).toMatchObject([
      {
        path: '/secret-path?key=secret-key',
        body: 'grüße',
        headers: { 'content-type': 'text/plain', 'content-length': '7', 'user-agent': 'Heartbeat-Central' },
      },
    ]);
  });

  test('keeps 4 KB of a huge body and does not wait for the rest', async () => {
    await using receiver = await httpReceiver((_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) {}
      };
      response.on('drain', pour);
      pour();
    });
    const { text } = await toPrivate.post(receiver.url, CONTENT);
    expect(text).toHaveLength(4_096);
  });

  test('takes no head without end', async () => {
    let written = 0;
    await using receiver = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(`x-${written}: ${'x'.repeat(1_000)}\r\n`)) written += 1;
      };
      socket.on('drain', pour);
      pour();
    });
    const error = await problemOf(toPrivate.post(receiver.url, CONTENT));
    expect(error.message).toBe('127.0.0.1 could not be reached (HPE_HEADER_OVERFLOW).');
  });

  test('does not wait for an answer that is only ever announced', async () => {
    await using receiver = await rawReceiver((socket) => {
      const announce = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
      socket.on('close', () => clearInterval(announce));
    });
    const hasty = createOutgoing({ allowPrivateTargets: true, timeoutMs: 200 });
    expect(await problemOf(hasty.post(receiver.url, CONTENT))).toMatchObject({ problem: 'timeout' });
  });

  test('follows no redirect', async () => {
    await using inner = await httpReceiver(answering(200));
    await using receiver = await httpReceiver(answering(307, { location: inner.url }));
    expect((await toPrivate.post(receiver.url, CONTENT)).status).toBe(307);
    expect(inner.received).toEqual([]);
  });

  test.each([
    ['never answers', () => {}],
    [
      'never ends its refusal',
      (_request: unknown, response: { writeHead(status: number): void; write(text: string): void }) => {
        response.writeHead(503);
        response.write('x');
      },
    ],
  ])('gives up on a receiver that %s', async (_name, answer) => {
    await using receiver = await httpReceiver(answer as Parameters<typeof httpReceiver>[0]);
    const hasty = createOutgoing({ allowPrivateTargets: true, timeoutMs: 200 });
    const error = await problemOf(hasty.post(receiver.url, CONTENT));
    expect(error).toMatchObject({ problem: 'timeout', message: '127.0.0.1 did not answer within 0.2 s.' });
  });

  test('is taken with the head of a 2xx, even if its body never ends', async () => {
    await using receiver = await httpReceiver((_request, response) => {
      response.writeHead(200);
      response.write('thank');
    });
    const hasty = createOutgoing({ allowPrivateTargets: true, timeoutMs: 200 });
    expect(await hasty.post(receiver.url, CONTENT)).toMatchObject({ status: 200, text: 'thank' });
  });

  test('gives up on a lookup that never ends', async () => {
    const hasty = createOutgoing({
      allowPrivateTargets: false,
      timeoutMs: 100,
      resolve: () => new Promise(() => {}),
    });
    const error = await problemOf(hasty.post('https://hooks.example/secret', CONTENT));
    expect(error).toMatchObject({ problem: 'timeout' });
  });

  test('tells a dropped connection', async () => {
    await using receiver = await httpReceiver((request) => request.socket.destroy());
    const error = await problemOf(toPrivate.post(receiver.url, CONTENT));
    expect(error).toMatchObject({
      problem: 'unreachable',
      message: '127.0.0.1 closed the connection (ECONNRESET).',
    });
  });

  test('tells a refused connection', async () => {
    const receiver = await httpReceiver(answering(200));
    await receiver[Symbol.asyncDispose]();
    const error = await problemOf(toPrivate.post(receiver.url, CONTENT));
    expect(error.message).toBe('127.0.0.1 refused the connection (ECONNREFUSED).');
  });

  test('tells no words of an error that it does not know', async () => {
    const resolve: Resolve = () => Promise.reject(new Error('secret'));
    const broken = createOutgoing({ allowPrivateTargets: false, resolve });
    const error = await problemOf(broken.post('https://hooks.example/secret', CONTENT));
    expect(error.message).toBe('hooks.example could not be reached.');
  });

  test('tells a name that DNS does not know', async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('secret'), { code: 'ENOTFOUND' }));
    const lost = createOutgoing({ allowPrivateTargets: false, resolve });
    const error = await problemOf(lost.post('https://gone.example/secret', CONTENT));
    expect(error.message).toBe('gone.example is not known to DNS (ENOTFOUND).');
  });
});

describe('over TLS', () => {
  const { key, cert } = selfSigned('hooks.example');
  const roots = getCACertificates();
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const outgoing = createOutgoing({ allowPrivateTargets: true, resolve });
  beforeAll(() => setDefaultCACertificates([...roots, cert]));
  afterAll(() => setDefaultCACertificates(roots));

  test('the certificate is checked against the name, not the address', async () => {
    await using receiver = await httpReceiver(answering(204), { key, cert });
    const url = `https://hooks.example:${receiver.port}/secret`;
    expect((await outgoing.post(url, CONTENT)).status).toBe(204);
    const error = await problemOf(outgoing.post(url.replace('hooks', 'other'), CONTENT));
    expect(error.message).toBe(
      'other.example has no valid TLS certificate or speaks no TLS (ERR_TLS_CERT_ALTNAME_INVALID).',
    );
    expect(receiver.received).toHaveLength(1);
  });
});
