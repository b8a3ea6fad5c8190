import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { itemOf } from '../../adapters/dynamodb/monitor-items.ts';
import { hashKey } from '../../adapters/system/keys.ts';
import { worldOn } from '../support/http-world.ts';
import { sizeOf } from '../support/item-size.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { SECOND, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { daemonRef, daemonWorld, ID, REGISTRATION, speaking } from './daemon-world.ts';

const REPORT = {
  tasksProcessed: 42_424,
  currentTask: 'evt_01hr4x8v2d9q7w3e5t6y',
  lastHeartbeat: '2026-01-25T12:05:00.000Z',
  metadata: { avgResponseTimeMs: 120.52, errorRate: 0.0125, host: 'macmini.office.example' },
};

describe('a steady heartbeat of a daemon on DynamoDB', () => {
  let dynamo: TestDynamo;
  const sent: string[] = [];
  beforeAll(async () => {
    dynamo = await TestDynamo.start();
    dynamo.client.middlewareStack.add(
      (next, context) => (args) => {
        sent.push(String(context.commandName));
        return next(args);
      },
      { step: 'initialize' },
    );
  });
  afterAll(() => dynamo.stop());

  it.each(['healthy', 'degraded', 'unhealthy'])(
    'that stays %s is one update and one put, without a read',
    async (status) => {
      const clock = new ManualClock(T0);
      const tableName = await dynamo.createTable();
      const store = createDynamoStore({ client: dynamo.client, tableName, clock });
      const { register, beat } = speaking(worldOn(store, clock));
      const row = { hash: hashKey('ours'), id: 'k1', role: 'writer', name: 'ours', createdAt: T0 } as const;
      // Used within the hour, so that nobody notes its use.
      await store.putKey({ ...row, lastUsedAt: T0 });
      expect((await register({}, 'ours')).status).toBe(201);
      clock.advance(SECOND);
      expect((await beat({ status }, 'ours')).status).toBe(200);
      const before = (await store.read(daemonRef(ID)))!;
      clock.advance(30 * SECOND);
      sent.splice(0);
      expect((await beat({ status, ...REPORT }, 'ours')).status).toBe(200);
      expect(sent).toEqual(['UpdateItemCommand', 'PutItemCommand']);
      const after = (await store.read(daemonRef(ID)))!;
      expect(after).toMatchObject({
        lastBeatAt: T0 + 31 * SECOND,
        version: before.version,
        dueAt: before.dueAt,
      });
      expect(after.vitals).toMatchObject({ tasksProcessed: 42_424 });
    },
  );
});

describe('the item of a daemon', () => {
  async function itemAfter(registration: object, report: object) {
    const { register, beat, store, clock } = await daemonWorld();
    await register(registration, 'writer-1');
    const trouble = { status: 'unhealthy', message: 'connect ETIMEDOUT 10.20.30.40:5432 after 3 attempts' };
    for (const said of [trouble, {}, report]) {
      await beat(said, 'writer-1');
      clock.advance(SECOND);
    }
    return itemOf((await store.read(daemonRef(ID)))!);
  }

  it('stays within one write unit, so that a steady heartbeat costs one', async () => {
    expect(sizeOf(await itemAfter({}, REPORT))).toBeLessThan(700);
    const named = {
      ...REGISTRATION,
      name: 'Queue worker on the Mac mini',
      tags: ['production', 'office'],
      capabilities: ['queue', 'cron', 'images', 'mail', 'reports'],
    };
    const verbose = { ...REPORT, currentTask: 't'.repeat(5_000), message: 'm'.repeat(5_000) };
    expect(sizeOf(await itemAfter(named, { ...REPORT, currentTask: 't'.repeat(5_000) }))).toBeLessThan(900);
    expect(sizeOf(await itemAfter(named, verbose))).toBeLessThan(1_024);
  });
});
