import { expect, it } from '@jest/globals';
import type { EventParts } from '../support/http-event.ts';
import { bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';

async function world() {
  const world = await openHttpWorld();
  for (const id of ['a', 'b']) await world.has({ id });
  const beat = async (body: unknown, parts: EventParts = {}) => {
    const answer = await world.send('POST', '/api/heartbeat', { body, ...parts });
    return { status: answer.statusCode, body: bodyOf(answer) as Record<string, unknown> };
  };
  const status = async (id: string) => (await world.store.read({ kind: 'service', id }))?.status;
  const lastBeat = async (id: string) => (await world.store.beats({ kind: 'service', id }, { limit: 1 }))[0];
  return { ...world, beat, status, lastBeat };
}

it.each([
  ['up', 'up'],
  ['degraded', 'degraded'],
  ['down', 'down'],
  [null, 'up'],
  [undefined, 'up'],
])('the reported status %s makes a service %s', async (reported, becomes) => {
  const { beat, status } = await world();
  expect((await beat({ serviceId: 'a', status: reported })).status).toBe(200);
  expect(await status('a')).toBe(becomes);
});

it('null for every optional field means that it is absent, and unknown fields are ignored', async () => {
  const { beat, lastBeat } = await world();
  const body = {
    serviceId: 'a',
    token: null,
    status: null,
    message: null,
    metadata: null,
    services: null,
    x: [1],
  };
  expect((await beat(body)).status).toBe(200);
  expect(await lastBeat('a')).not.toHaveProperty('x');
});

it.each([
  [{ serviceId: 5 }, 'serviceId', 'must be text'],
  [{ serviceId: ['a'] }, 'serviceId', 'must be text'],
  [{ serviceId: 'a', token: 5 }, 'token', 'must be text'],
  [{ serviceId: 'a', status: 'fine' }, 'status', 'must be up, degraded or down'],
  [{ serviceId: 'a', status: true }, 'status', 'must be up, degraded or down'],
  [{ serviceId: 'a', message: 5 }, 'message', 'must be text'],
  [{ serviceId: 'a', metadata: 'x' }, 'metadata', 'must be an object'],
  [{ serviceId: 'a', metadata: [1] }, 'metadata', 'must be an object'],
  [{ serviceId: 'no spaces' }, 'serviceId', expect.stringContaining('begin with a letter or digit')],
  [{ serviceId: '-a' }, 'serviceId', expect.stringContaining('begin with a letter or digit')],
  [{ serviceId: 'x'.repeat(129) }, 'serviceId', expect.stringContaining('1 to 128 characters')],
])('a wrong field is named: %j', async (body, path, message) => {
  const { beat, status } = await world();
  const answer = await beat(body);
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path, message }] } });
  expect(answer.body.error).toBe(`${path} ${(answer.body.issues as { message: string }[])[0]?.message}`);
  expect(await status('a')).toBe('unknown');
});

it('an item that does not fit fails alone: the others count', async () => {
  const { beat, status } = await world();
  const services = [
    'a',
    7,
    null,
    ['b'],
    { status: 'up' },
    { serviceId: 'b', status: 'fine' },
    { serviceId: 'b' },
  ];
  const answer = await beat({ services });
  expect(answer).toMatchObject({
    status: 207,
    body: {
      message: 'Partial success: 2 succeeded, 5 failed',
      results: [
        { serviceId: 'a', success: true },
        { serviceId: null, success: false, error: 'The item must be an object' },
        { serviceId: null, success: false, error: 'The item must be an object' },
        { serviceId: null, success: false, error: 'The item must be an object' },
        { serviceId: null, success: false, error: 'serviceId is required' },
        { serviceId: 'b', success: false, error: 'status must be up, degraded or down' },
        { serviceId: 'b', success: true },
      ],
    },
  });
  expect([await status('a'), await status('b')]).toEqual(['up', 'up']);
});

it('services that is no array is named, beside the usage', async () => {
  const { beat } = await world();
  expect(await beat({ services: 'a' })).toMatchObject({
    status: 400,
    body: {
      error: 'Either serviceId or services array is required',
      usage: { single: expect.any(String) },
      issues: [{ path: 'services', message: 'must be an array' }],
    },
  });
});

it('a thousand services fit into a batch, one more is refused with the limit', async () => {
  const { beat, status } = await world();
  const many = (count: number) => Array.from({ length: count }, (_, i) => (i === 0 ? 'a' : `nobody-${i}`));
  expect(await beat({ services: many(1_001) })).toEqual({
    status: 400,
    body: { error: 'services takes at most 1,000 services, not 1,001' },
  });
  expect(await status('a')).toBe('unknown');
  expect((await beat({ services: many(1_000) })).body.message).toBe(
    'Partial success: 1 succeeded, 999 failed',
  );
});

it('base64, a byte order mark and any Content-Type are read as JSON', async () => {
  const { beat } = await world();
  expect((await beat({ serviceId: 'a', message: 'Grüße ✓' }, { base64: true })).status).toBe(200);
  expect((await beat('\ufeff{"serviceId":"a"}')).status).toBe(200);
  expect((await beat('{"serviceId":"a"}', { headers: { 'content-type': 'text/plain' } })).status).toBe(200);
});

it.each(['{', 'serviceId=a', '{"serviceId":"a",}', "{'serviceId':'a'}"])(
  'what is not JSON is said so: %s',
  async (text) => {
    const { beat } = await world();
    expect(await beat(text)).toEqual({ status: 400, body: { error: 'The body is not valid JSON' } });
  },
);

it('a failure is told however long its stack trace is, up to 5 MiB, counted in bytes', async () => {
  const { beat } = await world();
  const body = (characters: number) => ({ serviceId: 'a', status: 'down', message: 'ä'.repeat(characters) });
  expect(await beat(body(500_000))).toMatchObject({ status: 200, body: { truncated: ['message'] } });
  expect(await beat(body(2_700_000))).toEqual({ status: 413, body: { error: 'A body has at most 5 MiB' } });
});

it('a message and metadata over their limits are cut, never refused, and the answer says so', async () => {
  const { beat, lastBeat } = await world();
  const metadata = { host: 'server-1', trace: 'x'.repeat(20_000), after: 1 };
  const answer = await beat({ serviceId: 'a', status: 'down', message: 'y'.repeat(5_000), metadata });
  expect(answer).toMatchObject({ status: 200, body: { truncated: ['message', 'metadata'] } });
  const kept = (await lastBeat('a'))!;
  expect(kept.message).toBe('y'.repeat(2_000));
  expect(kept.metadata).toMatchObject({ host: 'server-1', trace: expect.stringMatching(/^x{8000,}$/) });
  expect(JSON.stringify(kept.metadata).length).toBeLessThanOrEqual(8_192);
});

it('in a batch, each result says what of it was cut', async () => {
  const { beat } = await world();
  const services = ['a', { serviceId: 'b', message: 'y'.repeat(2_001) }];
  expect((await beat({ services })).body.results).toEqual([
    { serviceId: 'a', success: true, timestamp: expect.any(String) },
    { serviceId: 'b', success: true, timestamp: expect.any(String), truncated: ['message'] },
  ]);
});

it('what is exactly as long as its limit is kept whole', async () => {
  const { beat, lastBeat } = await world();
  const metadata = { k: 'x'.repeat(8_192 - '{"k":""}'.length) };
  const answer = await beat({ serviceId: 'a', message: 'y'.repeat(2_000), metadata });
  expect(answer.body).not.toHaveProperty('truncated');
  expect((await lastBeat('a'))?.metadata).toEqual(metadata);
});

it('metadata that is nested too deeply to be written costs only itself', async () => {
  const { beat, lastBeat } = await world();
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const answer = await beat(`{"serviceId":"a","metadata":{"host":"server-1","deep":${deep}}}`);
  expect(answer).toMatchObject({ status: 200, body: { truncated: ['metadata'] } });
  expect((await lastBeat('a'))?.metadata).toEqual({ host: 'server-1' });
});
