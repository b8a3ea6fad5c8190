import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createCanary } from '../../adapters/canary/canary.ts';

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  closings.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A receiver that answers each request with the next of these. */
async function answering(...statuses: number[]) {
  const seen: string[] = [];
  const url = await listening(({ method, url: path, headers }, response) => {
    seen.push(`${method} ${path} ${headers['x-api-key']}`);
    response.writeHead(statuses[seen.length - 1] ?? 500).end();
  });
  return { url, seen };
}

describe('a canary', () => {
  test('takes the way of all beats, with our own key', async () => {
    const { url, seen } = await answering(204);
    await createCanary({ url, key: () => 'ours' }).sing();
    expect(seen).toEqual(['POST /internal/canary ours']);
  });

  test('that is answered with an error was not heard', async () => {
    const { url } = await answering(503);
    await expect(createCanary({ url, key: () => 'ours' }).sing()).rejects.toThrow('answered with 503');
  });

  test.each([301, 302, 307, 308])('carries its key to no other address (%i)', async (status) => {
    const other = await answering(204);
    const url = await listening((_request, response) => {
      response.writeHead(status, { location: `${other.url}/internal/canary` }).end();
    });
    await expect(createCanary({ url, key: () => 'ours' }).sing()).rejects.toThrow(`answered with ${status}`);
    expect(other.seen).toEqual([]);
  });

  test('is sung again where it may, before we count as deaf', async () => {
    const { url, seen } = await answering(503, 204);
    await createCanary({ url, key: () => 'ours', tries: 2 }).sing();
    expect(seen).toHaveLength(2);
    await expect(createCanary({ url, key: () => 'ours', tries: 2 }).sing()).rejects.toThrow('500');
    expect(seen).toHaveLength(4);
  });

  test('that nobody listens for was not heard', async () => {
    const url = await listening(() => {});
    closings.splice(0).forEach((close) => {
      close();
    });
    await expect(createCanary({ url, key: () => 'ours' }).sing()).rejects.toThrow();
  });

  test('asks for its key once, and again where nobody knew it', async () => {
    const { url, seen } = await answering(204, 204, 404, 204);
    const keys = ['old', 'new'];
    const canary = createCanary({ url, key: () => keys.shift()!, tries: 2 });
    for (let song = 0; song < 3; song++) await canary.sing();
    expect(seen.map((line) => line.split(' ')[2])).toEqual(['old', 'old', 'old', 'new']);
  });

  test('was not heard where its key cannot be had, and asks for it the next time', async () => {
    const { url } = await answering(204);
    let asked = 0;
    const key = async () => {
      asked += 1;
      if (asked === 1) throw new Error('No secrets today');
      return 'ours';
    };
    const canary = createCanary({ url, key });
    await expect(canary.sing()).rejects.toThrow('No secrets today');
    await canary.sing();
    expect(asked).toBe(2);
  });
});
