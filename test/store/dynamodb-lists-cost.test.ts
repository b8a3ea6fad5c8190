import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { hashKey } from '../../adapters/system/keys.ts';
import type { Kind } from '../../core/monitor/ref.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { type HttpWorld, worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { aMonitor, MINUTE, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';

const SERVICES = 240;
const SHARDS = 16;

let dynamo: TestDynamo;
let world: HttpWorld;
const clock = new ManualClock(T0);
const sent = new Map<string, number>();

beforeAll(async () => {
  dynamo = await TestDynamo.start();
  const tableName = await dynamo.createTable();
  const store = createDynamoStore({ client: dynamo.client, tableName, clock });
  const create = (kind: Kind, id: string) =>
    store.create(aMonitor(kind, { id, status: 'up', lastBeatAt: T0 }));
  for (let from = 0; from < SERVICES; from += 40)
    await Promise.all(Array.from({ length: 40 }, (_, i) => create('service', `s${from + i}`)));
  await Promise.all(Array.from({ length: 5 }, (_, i) => create('daemon', `d${i}`)));
  const row = { hash: hashKey('the-admin'), id: 'a', role: 'admin', name: 'a', createdAt: T0 } as const;
  await store.putKey({ ...row, lastUsedAt: T0 });
  dynamo.client.middlewareStack.add(
    (next, context) => (args) => {
      const name = String(context.commandName).replace(/(Item)?Command$/, '');
      sent.set(name, (sent.get(name) ?? 0) + 1);
      return next(args);
    },
    { step: 'initialize' },
  );
  world = worldOn(store, clock, { rateLimit: false });
  await world.send('GET', '/api/v1/keys', { headers: bearer('the-admin') });
}, 60_000);
afterAll(() => dynamo.stop());
beforeEach(() => {
  // What was read of the fleet a second ago is not read again.
  clock.advance(2_000);
  sent.clear();
});

async function costOf(target: string) {
  const answer = await world.send('GET', target, { headers: bearer('the-admin') });
  expect([target, answer.statusCode]).toEqual([target, 200]);
  const body = bodyOf(answer) as { services?: object[]; monitors?: object[]; cursor: string | null };
  return { shown: (body.services ?? body.monitors)!.length, body, ...Object.fromEntries(sent) };
}

describe('a list over DynamoDB', () => {
  it('of the whole fleet is one query a partition for each thousand, a batch for each hundred uptimes, and two reads of our own', async () => {
    expect(await costOf('/api/status')).toEqual({
      shown: SERVICES,
      body: expect.anything(),
      Query: SHARDS + 1,
      BatchGet: 3,
      Get: 1,
    });
  });

  it('of all kinds asks each for its partitions', async () => {
    expect(await costOf('/api/status?kind=all')).toMatchObject({
      shown: SERVICES + 5,
      Query: 4 * SHARDS + 1,
    });
  });

  it('that many look at in one second, or whose answer is known, costs nothing more', async () => {
    const { etag } = (await world.send('GET', '/api/status')).headers ?? {};
    const before = new Map(sent);
    for (let i = 0; i < 20; i++) await world.send('GET', '/api/status');
    const known = await world.send('GET', '/api/status', { headers: { 'if-none-match': String(etag) } });
    expect(known.statusCode).toBe(304);
    expect(sent).toEqual(before);
  });

  it('of services that is narrowed or paged is made of the same reading', async () => {
    await costOf('/api/services');
    const before = new Map(sent);
    for (const query of ['?limit=10', '?q=s1', '?status=down', '?tag=prod'])
      await world.send('GET', `/api/services${query}`, { headers: bearer('the-admin') });
    expect(sent).toEqual(before);
  });

  it('of a page reads no more than that page, wherever it begins', async () => {
    const first = await costOf('/api/monitors?kind=service&limit=50');
    expect(first).toMatchObject({ shown: 50, BatchGet: 1, Get: 1 });
    // Shards are not quite equal: some have to be asked once more.
    expect((first as { Query?: number }).Query).toBeLessThanOrEqual(2 * SHARDS + 1);
    sent.clear();
    const last = await costOf(`/api/monitors?kind=service&limit=50&cursor=${first.body.cursor}`);
    expect(last).toMatchObject({ shown: 50, BatchGet: 1, Get: 1 });
    expect((last as { Query?: number }).Query).toBeLessThanOrEqual(2 * SHARDS + 1);
  });

  it('that is searched reads the monitors, but uptimes only of those that are found', async () => {
    expect(await costOf('/api/monitors?kind=service&q=s10')).toMatchObject({
      shown: 11,
      Query: SHARDS + 1,
      BatchGet: 1,
      Get: 1,
    });
    sent.clear();
    const nothing = await costOf('/api/monitors?kind=service&status=down');
    expect(nothing).toMatchObject({ shown: 0, Query: SHARDS + 1, Get: 1 });
    expect(nothing).not.toHaveProperty('BatchGet');
  });

  it('of one monitor: one read, and one query for each kind of history', async () => {
    const path = '/api/monitors/service/s1';
    const cost = async (tail: string) => {
      sent.clear();
      await world.send('GET', path + tail, { headers: bearer('the-admin') });
      return Object.fromEntries(sent);
    };
    expect(await cost('')).toEqual({ Get: 2, BatchGet: 1, Query: 1 });
    for (const tail of ['/beats', '/transitions', '/runs'])
      expect(await cost(tail)).toEqual({ Get: 1, Query: 1 });
    expect(await cost('/uptime')).toEqual({ Get: 2, Query: 2 });
  });

  it('asks for nothing where a known key reads again within a minute', async () => {
    clock.advance(MINUTE);
    await costOf('/api/monitors?limit=1');
    sent.clear();
    expect(await costOf('/api/monitors?limit=1')).toMatchObject({ Get: 1 });
  });
});
