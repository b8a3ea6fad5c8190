import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { Resolve } from '../../adapters/outgoing/guarded-lookup.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import { OutgoingError } from '../../adapters/outgoing/outgoing-error.ts';
import { answering, httpReceiver, listening } from './http-receiver.ts';
import { problemOf } from './problem-of.ts';

const CONTENT = { headers: { 'content-type': 'text/plain' }, body: 'grüße' };
const toPrivate = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });
const toPublic = createOutgoing({ allowPrivateTargets: false, timeoutMs: 5_000 });

describe('targets that are never connected to', () => {
  test.each([
    ['https://127.0.0.1/secret', '127.0.0.1'],
    ['https://[::1]/secret', '::1'],
    ['https://0x7f.1/secret', '127.0.0.1'],
    ['https://2130706433/secret', '127.0.0.1'],
    ['https://0177.0.0.1/secret', '127.0.0.1'],
    ['https://[::ffff:169.254.169.254]/secret', '::ffff:a9fe:a9fe'],
    ['https://localhost/secret', 'localhost'],
    ['https://LOCALHOST./secret', 'localhost'],
    ['https://db.internal/secret', 'db.internal'],
    ['https://printer.local/secret', 'printer.local'],
    ['https://metadata.google.internal/secret', 'metadata.google.internal'],
    ['https://user:secret@10.0.0.1/secret', '10.0.0.1'],
  ])('%s', async (url, host) => {
    const error = await problemOf(toPublic.post(url, CONTENT));
    expect(error).toMatchObject({
      problem: 'forbidden',
      message: `${host} is not a public address, and only those are allowed.`,
    });
    expect(() => toPublic.assertTarget(url)).toThrow(OutgoingError);
  });

  test.each(['169.254.169.254', 'metadata.google.internal', 'metadata', '[fd00:ec2::254]'])(
    '%s, even where private targets are allowed',
    async (host) => {
      expect((await problemOf(toPrivate.post(`http://${host}/latest/secret`, CONTENT))).problem).toBe(
        'forbidden',
      );
    },
  );

  test.each([
    ['http://hooks.example/secret', 'hooks.example must be reached over https, not plain http.'],
    ['ftp://hooks.example/secret', 'The target must be an https URL.'],
    ['file:///etc/secret', 'The target must be an https URL.'],
    ['secret nonsense', 'The target is not a URL.'],
  ])('%s', async (url, message) => {
    expect(await problemOf(toPublic.post(url, CONTENT))).toMatchObject({ problem: 'forbidden', message });
  });
});

describe('names that lead inside', () => {
  const resolving = (...lists: string[][]): { resolve: Resolve; asked: string[] } => {
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      const addresses = lists[Math.min(asked.push(host), lists.length) - 1] ?? [];
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { resolve, asked };
  };

  test.each([
    ['a private address', ['127.0.0.1']],
    ['a wrapped private address', ['64:ff9b::7f00:1']],
    ['a public and a private address', ['8.8.8.8', '127.0.0.1']],
  ])('%s is refused, and its address kept to ourselves', async (_name, addresses) => {
    await using receiver = await httpReceiver(answering(200));
    const { resolve } = resolving(addresses);
    const outgoing = createOutgoing({ allowPrivateTargets: false, resolve });
    const error = await problemOf(outgoing.post(`https://inside.example:${receiver.port}/secret`, CONTENT));
    expect(error.message).toBe('inside.example is not a public address, and only those are allowed.');
  });

  test('a name is looked up once for each connection, so a second answer is never used unjudged', async () => {
    await using receiver = await httpReceiver(answering(200));
    // 127.0.0.1 stands for the public address that is judged, the metadata service for the one that comes next.
    const { resolve, asked } = resolving(['127.0.0.1'], ['169.254.169.254']);
    const outgoing = createOutgoing({ allowPrivateTargets: true, resolve });
    const url = `http://rebinding.example:${receiver.port}/secret`;
    expect((await outgoing.post(url, CONTENT)).status).toBe(200);
    expect(asked).toEqual(['rebinding.example']);
    expect((await problemOf(outgoing.post(url, CONTENT))).problem).toBe('forbidden');
    expect(receiver.received).toHaveLength(1);
  });

  test('a name without an address is unknown', async () => {
    const outgoing = createOutgoing({ allowPrivateTargets: false, resolve: resolving([]).resolve });
    expect((await problemOf(outgoing.post('https://empty.example/', CONTENT))).message).toContain(
      'not known to DNS',
    );
  });
});

describe('a socket', () => {
  test('is connected, and carries what is written', async () => {
    const server = createServer((socket) => socket.pipe(socket));
    const port = await listening(server);
    const socket = await toPrivate.connectSocket('127.0.0.1', port);
    socket.end('echo');
    expect(String((await once(socket, 'data'))[0])).toBe('echo');
    server.close();
  });

  test.each(['127.0.0.1', '::1', '[::1]', 'localhost', '0x7f.1', '169.254.169.254'])(
    'to %s is refused',
    async (host) => {
      expect((await problemOf(toPublic.connectSocket(host, 25))).problem).toBe('forbidden');
    },
  );

  test('to a name that leads inside is refused', async () => {
    const resolve: Resolve = async () => [{ address: '10.0.0.1', family: 4 }];
    const outgoing = createOutgoing({ allowPrivateTargets: false, resolve });
    expect((await problemOf(outgoing.connectSocket('mail.example', 25))).problem).toBe('forbidden');
  });

  test('that nobody accepts is given up', async () => {
    const hasty = createOutgoing({
      allowPrivateTargets: false,
      timeoutMs: 50,
      resolve: () => new Promise(() => {}),
    });
    const error = await problemOf(hasty.connectSocket('mail.example', 25));
    expect(error).toMatchObject({
      problem: 'timeout',
      message: 'mail.example did not answer within 0.05 s.',
    });
  });
});
