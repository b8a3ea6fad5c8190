import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { databaseFile } from '../../adapters/sqlite/connection.ts';
import { migrate } from '../../adapters/sqlite/schema.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { aService, T0 } from '../support/monitors.ts';
import { beat } from './contract/beats.ts';
import { aTransition } from './contract/history.ts';
import { aFolder, opened } from './sqlite-folder.ts';

/** Back to schema version 2. */
const UNDO_CHANNELS =
  'DROP TABLE channels; DROP TABLE channel_health; DROP INDEX deliveries_channel; DROP INDEX deliveries_state';

describe('opening', () => {
  it('creates the folder and its files for their owner alone', async () => {
    const folder = join(aFolder(), 'new', 'data');
    const store = await opened(folder);
    await store.create(aService());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual(
      readdirSync(folder).map(() => 0o600),
    );
    expect(existsSync(databaseFile(folder))).toBe(true);
  });

  it('refuses a folder that is in use, with a sentence, and takes it once it is free', async () => {
    const folder = aFolder();
    const first = await opened(folder);
    await expect(opened(folder)).rejects.toThrow(
      `The data folder ${folder} is in use by another process. Stop that one first, or name another folder.`,
    );
    await first.create(aService());
    await first.close();
    expect(await (await opened(folder)).read(aService())).toEqual(aService());
  });

  it('refuses a database of a newer release, with a sentence, and leaves it as it is', async () => {
    const folder = aFolder();
    await (await opened(folder)).close();
    const db = new DatabaseSync(databaseFile(folder));
    const { user_version: newest } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    db.exec('PRAGMA user_version = 99');
    await expect(opened(folder)).rejects.toThrow(
      /written by a newer release \(schema 99; this release knows \d+\)/,
    );
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    db.exec(`PRAGMA user_version = ${newest}`);
    db.close();
    await expect(opened(folder)).resolves.toBeDefined();
  });
});

describe('migration', () => {
  it('keeps the gaps in our hearing that an earlier release knew', async () => {
    const folder = aFolder();
    await (await opened(folder)).close();
    const db = new DatabaseSync(databaseFile(folder));
    const gaps = [{ from: T0, to: T0 + 5, told: true }, { from: T0 + 9 }];
    db.prepare('INSERT OR REPLACE INTO hearing (one, version, doc) VALUES (1, 7, ?)').run(
      JSON.stringify({ gaps }),
    );
    db.exec(`${UNDO_CHANNELS}; DROP TABLE gaps; PRAGMA user_version = 1`);
    db.close();
    expect(await (await opened(folder)).gapsSince(0)).toEqual([{ from: T0, to: T0 + 5 }]);
  });

  it('keeps the deliveries of an earlier release, and lists them', async () => {
    const folder = aFolder();
    const first = await opened(folder);
    const transition = aTransition();
    const delivery: Delivery = {
      transitionId: transitionId(transition),
      channel: 'slack',
      transition,
      state: 'failed',
      attempts: 9,
      createdAt: T0,
      settledAt: T0,
    };
    await first.openDelivery(delivery);
    await first.close();
    const db = new DatabaseSync(databaseFile(folder));
    db.exec(`${UNDO_CHANNELS}; PRAGMA user_version = 2`);
    db.close();
    const store = await opened(folder);
    const found = await store.listDeliveries({ limit: 5, state: 'failed', channel: 'slack' });
    expect(found).toEqual({ items: [delivery] });
    expect(await store.listChannels()).toEqual([]);
  });

  const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y', 'INSERT INTO a VALUES (1, 2)'];

  it('leads from any older version to the newest, once', () => {
    const db = new DatabaseSync(':memory:');
    migrate(db, steps.slice(0, 1));
    migrate(db, steps);
    migrate(db, steps);
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 2 }]);
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
  });

  it('leaves a version that it cannot leave as a whole', () => {
    const db = new DatabaseSync(':memory:');
    expect(() => migrate(db, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)'])).toThrow(
      /exists/,
    );
    expect(db.isTransaction).toBe(false);
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'b'").get()).toBeUndefined();
  });
});

describe('closing', () => {
  it('answers every write that waits, and they are all there', async () => {
    const folder = aFolder();
    const store = await opened(folder);
    const monitor = aService({ status: 'up' });
    await store.create(monitor);
    const beats = Array.from({ length: 50 }, (_, i) => beat(store, monitor, T0 + i));
    const closed = store.close();
    expect(await Promise.all(beats)).toEqual(beats.map(() => true));
    await closed;
    const again = await opened(folder);
    expect((await again.read(monitor))?.lastBeatAt).toBe(T0 + 49);
    expect(await again.beats(monitor, { limit: 100 })).toHaveLength(50);
  });

  it('leaves no write-ahead log to recover', async () => {
    const folder = aFolder();
    const store = await opened(folder);
    await store.create(aService());
    await store.beats(aService(), { limit: 1 });
    await store.close();
    expect(readdirSync(folder).sort()).toEqual(['heartbeat.db', 'lock.db']);
  });

  it('is done once, and refuses what comes later', async () => {
    const store = await opened();
    await Promise.all([store.close(), store.close()]);
    await expect(store.create(aService())).rejects.toThrow(StoreUnavailable);
    await expect(store.read(aService())).rejects.toThrow(StoreUnavailable);
    await expect(store.summaries({ limit: 1 })).rejects.toThrow(StoreUnavailable);
    await expect(store.dueMonitors(T0)[Symbol.asyncIterator]().next()).rejects.toThrow(StoreUnavailable);
  });
});
