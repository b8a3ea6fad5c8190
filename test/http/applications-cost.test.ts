import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { type HttpWorld, worldOn } from '../support/http-world.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { A_UUID, anApplication, SECOND, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';

const clock = new ManualClock(T0);
const sent: string[] = [];
let dynamo: TestDynamo;
let world: HttpWorld;

beforeAll(async () => {
  dynamo = await TestDynamo.start();
  const tableName = await dynamo.createTable();
  dynamo.client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(String(context.commandName));
      return next(args);
    },
    { step: 'initialize' },
  );
  world = worldOn(createDynamoStore({ client: dynamo.client, tableName, clock }), clock);
  await world.store.create(anApplication({ status: 'up' }));
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  sent.splice(0);
  clock.advance(SECOND);
});

it.each([
  ['POST', undefined],
  ['POST', 'x'.repeat(20_000)],
  ['GET', undefined],
  ['HEAD', undefined],
])('a steady heartbeat by %s is one update and one put, without a read', async (method, body) => {
  expect((await world.send(method, `/heartbeat/${A_UUID}`, { body })).statusCode).toBe(200);
  expect(sent).toEqual(['UpdateItemCommand', 'PutItemCommand']);
  expect(await world.store.read(anApplication())).toMatchObject({ lastBeatAt: clock.now() });
});

it('a malformed uuid costs nothing, an unknown one a write that fails and a read', async () => {
  expect((await world.send('POST', '/heartbeat/me')).statusCode).toBe(404);
  expect(sent).toEqual([]);
  expect((await world.send('POST', `/heartbeat/${A_UUID.replace('6', '7')}`)).statusCode).toBe(404);
  expect(sent).toEqual(['UpdateItemCommand', 'GetItemCommand']);
});
