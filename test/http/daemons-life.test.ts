import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { openSqliteStore, type SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { admitGap } from '../../core/paths/listen.ts';
import type { Store } from '../../core/ports/store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { daemonRef, ID, speaking } from './daemon-world.ts';
import { LivingWorld } from './living-world.ts';

const PATIENCE_MS = 120_000;
jest.setTimeout(PATIENCE_MS);

/** Short, so that an emulator lives through it soon; a week is tried apart. */
const RETENTION_S = 300;
const RETENTION = RETENTION_S * SECOND;

interface Home {
  open(clock: ManualClock): Promise<Store>;
  close(): Promise<void>;
  stop?(): Promise<void>;
}

function sqlite(): Home {
  let store: SqliteStore;
  const directory = mkdtempSync(join(tmpdir(), 'heartbeat-daemons-'));
  let opened = 0;
  return {
    async open(clock) {
      store = await openSqliteStore({ directory: join(directory, String(opened++)), clock });
      return store;
    },
    close: () => store.close(),
    stop: async () => rmSync(directory, { recursive: true }),
  };
}

async function dynamodb(): Promise<Home> {
  const dynamo = await TestDynamo.start();
  let tableName = '';
  return {
    async open(clock) {
      tableName = await dynamo.createTable();
      return createDynamoStore({ client: dynamo.client, tableName, clock, timeoutMs: PATIENCE_MS });
    },
    close: () => dynamo.dropTable(tableName),
    stop: () => dynamo.stop(),
  };
}

describe.each([
  ['SQLite', sqlite],
  ['DynamoDB', dynamodb],
])('the life of a daemon on %s', (_name, home) => {
  let at: Home;
  let clock: ManualClock;
  let life: LivingWorld;
  let api: ReturnType<typeof speaking>;
  beforeAll(async () => {
    at = await home();
  });
  afterAll(() => at.stop?.());
  beforeEach(async () => {
    clock = new ManualClock(T0);
    life = new LivingWorld(await at.open(clock), clock);
    api = speaking(life.world);
    await life.world.hasKey('the-admin', 'admin');
  });
  afterEach(() => at.close());

  const stored = () => life.store.read(daemonRef(ID));
  const register = async (fields: object = { retention_seconds: RETENTION_S }) => {
    expect((await api.register(fields)).status).toBe(201);
    return (await stored())!;
  };

  test('silent: down first, told within the minute, stale until its retention is over, then told and gone', async () => {
    await register();
    for (let i = 0; i < 4; i++) {
      await life.pass(30 * SECOND);
      expect((await api.beat({ tasksProcessed: i })).status).toBe(200);
    }
    expect(life.told).toEqual([]);
    const lastBeat = clock.now();
    await life.pass(MINUTE + SECOND);
    expect(life.told).toEqual(['up down missed']);
    expect(life.paged[0]).toMatchObject({ at: lastBeat + MINUTE, lastBeatAt: lastBeat });
    const forgottenAt = lastBeat + MINUTE + RETENTION;
    await life.pass(forgottenAt - clock.now(), {
      async look() {
        expect(await stored()).toMatchObject({ status: 'down', reason: 'missed' });
        expect((await stored())?.expiresAt).toBeUndefined();
      },
    });
    expect(await api.health()).toEqual({ active: [], stale: [ID], totalActive: 0 });
    await life.pass(MINUTE);
    expect(life.told).toEqual(['up down missed', 'down closed forgotten']);
    expect(life.paged[1]).toMatchObject({ at: forgottenAt });
    // Told, but not as good news.
    expect(life.severities).toEqual(['down', 'info']);
    expect(await api.health()).toEqual({ active: [], stale: [], totalActive: 0 });
    expect(await stored()).toBeUndefined();
    expect(await api.beat()).toMatchObject({ status: 404, body: { error: 'Daemon not registered' } });
    await life.pass(RETENTION);
    expect(life.told).toHaveLength(2);
  });

  test('a stale one that speaks again is revived, and that is told as a recovery', async () => {
    await register();
    await life.pass(5 * MINUTE);
    expect((await api.beat()).status).toBe(200);
    await life.pass(SECOND);
    expect(life.told).toEqual(['up down missed', 'down up recovered']);
    expect(life.severities).toEqual(['down', 'recovered']);
    expect((await api.health()).active).toEqual([ID]);
    await life.pass(RETENTION);
    expect(life.told).toEqual(['up down missed', 'down up recovered', 'up down missed']);
  });

  test('registering again after it was forgotten begins a new life, told of under new ids', async () => {
    const first = await register();
    await life.pass(2 * MINUTE + RETENTION);
    expect((await api.beat()).status).toBe(404);
    const second = await register();
    expect(second.born).toBeGreaterThan(first.born);
    expect((await api.beat()).status).toBe(200);
    await life.pass(2 * MINUTE + RETENTION);
    const story = ['up down missed', 'down closed forgotten'];
    expect(life.told).toEqual([...story, ...story]);
    expect(new Set(life.toldIds).size).toBe(4);
  });

  test('what could not be told yet keeps it from going, and is told in order', async () => {
    await register();
    await life.pass(SECOND);
    life.publishes = false;
    await life.pass(2 * MINUTE + 2 * RETENTION);
    expect(await stored()).toMatchObject({
      status: 'closed',
      reason: 'forgotten',
      published: 1,
      sequence: 3,
    });
    expect((await stored())?.expiresAt).toBeUndefined();
    expect((await api.beat()).status).toBe(404);
    // A new life in the meantime takes the news of the old one along.
    const { born } = await register();
    life.publishes = true;
    await life.pass(MINUTE - SECOND);
    expect(life.told).toEqual(['up down missed', 'down closed forgotten']);
    expect(await stored()).toMatchObject({ status: 'up', born });
    await life.pass(2 * MINUTE + RETENTION);
    expect(life.told.slice(2)).toEqual(['up down missed', 'down closed forgotten']);
    expect(await stored()).toBeUndefined();
  });

  test('an outage of ours that is longer than its retention costs neither its state nor its alert', async () => {
    await register();
    await register({ daemonId: 'survivor', retention_seconds: RETENTION_S });
    await life.pass(30 * SECOND);
    await life.sing();
    life.die();
    clock.advance(4 * RETENTION);
    await admitGap(life.store, clock.now());
    await life.sing();
    // It speaks again as soon as we are back.
    for (let i = 0; i < 8; i++) {
      expect((await api.beat({ daemonId: 'survivor' })).status).toBe(200);
      await life.pass(30 * SECOND);
    }
    expect(life.paged).toMatchObject([{ id: ID, reason: 'missed', gap: { from: T0 + 30 * SECOND } }]);
    expect(await api.health()).toEqual({ active: ['survivor'], stale: [ID], totalActive: 1 });
    await life.pass(RETENTION);
    expect(life.paged.filter(({ id }) => id === ID).map(({ reason }) => reason)).toEqual([
      'missed',
      'forgotten',
    ]);
  });

  test('unhealthy and heard is told once, and forgotten only when it is silent', async () => {
    await register();
    for (let i = 0; i < 2 * (RETENTION / MINUTE); i++) {
      await life.pass(MINUTE);
      expect((await api.beat({ status: 'unhealthy', message: 'queue gone' })).status).toBe(200);
    }
    expect(life.told).toEqual(['up down reported-failure']);
    expect(life.paged[0]?.message).toBe('queue gone');
    expect((await api.health()).active).toEqual([ID]);
    await life.pass(2 * MINUTE + RETENTION);
    expect(life.told).toEqual(['up down reported-failure', 'down closed forgotten']);
    expect(life.severities).toEqual(['down', 'info']);
  });

  test('a paused one is neither told of nor forgotten', async () => {
    await register();
    await api.send('POST', `/api/daemon/${ID}/pause`);
    await life.pass(2 * RETENTION);
    expect(life.told).toEqual([]);
    await api.send('POST', `/api/daemon/${ID}/resume`);
    await life.pass(MINUTE);
    expect(life.told).toEqual([]);
    await life.pass(2 * SECOND);
    expect(life.told).toEqual(['unknown down missed']);
  });
});

// Tried on one store only: an emulator would take minutes for the sweeps of a week.
test('a daemon for which nothing was said stands under stale for a week', async () => {
  const clock = new ManualClock(T0);
  const home = sqlite();
  const life = new LivingWorld(await home.open(clock), clock);
  const api = speaking(life.world);
  await life.world.hasKey('the-admin', 'admin');
  await api.register();
  await life.pass(MINUTE + 7 * DAY, { sweepEveryMs: 10 * MINUTE });
  expect((await api.health()).stale).toEqual([ID]);
  await life.pass(HOUR);
  expect(life.told).toEqual(['up down missed', 'down closed forgotten']);
  await home.close();
  await home.stop?.();
});
