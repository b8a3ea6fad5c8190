import { gunzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { T0 } from '../support/monitors.ts';

/** So many that their list is longer than a packet. */
async function ten() {
  const world = await openHttpWorld({ at: T0, rateLimit: false });
  for (let i = 0; i < 10; i++) await world.has({ id: `service-${i}` });
  return (target: string, headers: Record<string, string> = {}, method = 'GET') =>
    world.send(method, target, { headers });
}

it('a long answer goes compressed to whoever takes it so, and is the same', async () => {
  const get = await ten();
  const plain = await get('/api/status');
  const compressed = await get('/api/status', { 'accept-encoding': 'br, gzip' });
  expect(compressed).toMatchObject({
    isBase64Encoded: true,
    headers: { 'content-encoding': 'gzip', vary: 'accept-encoding', etag: plain.headers?.etag },
  });
  const bytes = Buffer.from(compressed.body!, 'base64');
  expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(bodyOf(plain));
  expect(bytes.length).toBeLessThan(plain.body!.length / 2);
});

it.each([
  ['nobody who takes no gzip', '/api/status', {}, 'GET', 200],
  ['nobody who refuses gzip', '/api/status', { 'accept-encoding': 'gzip;q=0' }, 'GET', 200],
  ['a short answer', '/api/status?limit=1', { 'accept-encoding': 'gzip' }, 'GET', 200],
  ['an error', '/api/nothing', { 'accept-encoding': 'gzip' }, 'GET', 404],
  ['HEAD', '/api/status', { 'accept-encoding': 'gzip' }, 'HEAD', 200],
])('not to %s', async (_whom, target, headers, method, status) => {
  const answer = await (await ten())(target, headers, method);
  expect(answer.statusCode).toBe(status);
  expect(answer.isBase64Encoded).toBeUndefined();
  expect(answer.headers).not.toHaveProperty('content-encoding');
});

it('every answer to a reader says that it is what it says', async () => {
  const get = await ten();
  for (const target of ['/api/status', '/api/nothing', '/status'])
    expect((await get(target)).headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
});
