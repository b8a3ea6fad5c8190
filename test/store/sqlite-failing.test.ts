import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { BeatLog } from '../../adapters/sqlite/beat-log.ts';
import { databaseFile, ensureFolder, openWriter } from '../../adapters/sqlite/connection.ts';
import { HeardState } from '../../adapters/sqlite/heard-state.ts';
import { Reader } from '../../adapters/sqlite/reader.ts';
import { migrate } from '../../adapters/sqlite/schema.ts';
import { WriteBack } from '../../adapters/sqlite/write-back.ts';
import { WriteQueue } from '../../adapters/sqlite/write-queue.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { aService, T0 } from '../support/monitors.ts';
import { beat, steadyBeat } from './contract/beats.ts';
import { aFolder, opened } from './sqlite-folder.ts';

const UP = aService({ status: 'up', lastBeatAt: T0 });

describe('a group of writes that cannot be committed', () => {
  it('is refused as a whole and leaves no trace, neither on disk nor in memory', async () => {
    const folder = aFolder();
    const told: StoreUnavailable[] = [];
    const store = await opened(folder, { onFlushError: (error) => told.push(error) });
    await store.create(UP);
    const other = new DatabaseSync(databaseFile(folder));
    other.exec('BEGIN IMMEDIATE');
    const outcomes = await Promise.allSettled([
      beat(store, UP, T0 + 100),
      store.change(UP, { ...UP, keyId: 'k1' }, { atMost: T0 }),
      store.create(aService({ id: 'new' })),
      store.appendBeat({ kind: 'daemon', id: 'new' }, { at: T0, type: 'alive' }),
      store.markSweep(T0),
    ]);
    other.close();
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual(
      outcomes.map(() => expect.any(StoreUnavailable)),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.cause).toMatchObject({ code: 'ERR_SQLITE_ERROR' });
    expect(await store.read(UP)).toEqual(UP);
    expect(await store.read(aService({ id: 'new' }))).toBeUndefined();
    expect(await beat(store, UP, T0 + 1)).toBe(true);
    expect(await store.create(aService({ id: 'new' }))).toBe(true);
    expect(await store.beats(UP, { limit: 10 })).toEqual([{ at: T0 + 1, type: 'alive' }]);
  });

  it('because the disk is full: what was answered stays, what was refused is not there', async () => {
    const folder = aFolder();
    const child = join(import.meta.dirname, 'full-disk-worker.ts');
    // The system refuses files beyond 2,048 blocks, as a full disk would.
    const command = `ulimit -f 2048 && exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`;
    const ran = spawnSync('sh', ['-c', command, process.execPath, child, folder], { encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    const seen = JSON.parse(ran.stdout) as { acknowledged: number[]; refused: number[]; lastBeatAt: number };
    expect(seen.acknowledged.length).toBeGreaterThan(10);
    expect(seen.refused.length).toBeGreaterThan(10);
    expect(seen.lastBeatAt).toBe(seen.acknowledged.at(-1));
    const store = await opened(folder);
    const records = await store.beats(UP, { limit: 10_000 });
    expect(records.map((record) => record.at).reverse()).toEqual(seen.acknowledged);
    expect((await store.read(UP))?.lastBeatAt).toBe(seen.lastBeatAt);
  });
});

describe('an operation that fails by itself', () => {
  it('is refused alone: the others of its group are written', async () => {
    const store = await opened();
    await store.create(UP);
    const broken = { metadata: 1n };
    const outcomes = await Promise.allSettled([
      beat(store, UP, T0 + 1),
      store.create(aService({ id: 'new' })),
      store.recordSteady([steadyBeat(UP, T0 + 2), steadyBeat(UP, T0 + 3, { record: broken })]),
      beat(store, UP, T0 + 2),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((outcomes[2] as PromiseRejectedResult).reason).toBeInstanceOf(TypeError);
    const records = await store.beats(UP, { limit: 10 });
    expect(records.map((record) => record.at)).toEqual([T0 + 2, T0 + 1]);
    const listed = await store.listMonitors('service', { limit: 10 });
    expect(listed.items.map(({ id }) => id)).toEqual(['new', UP.id]);
  });
});

describe('a write-back that is undone', () => {
  it('is done again with the next one', async () => {
    const db = openWriter(aFolder());
    migrate(db);
    const queue = new WriteQueue(db, () => {});
    const state = new HeardState(db, queue);
    const log = new BeatLog(db, state, 0);
    const writeBack = new WriteBack({ db, queue, state, log });
    await queue.write(() => log.append(state.findOrAdd(UP), { at: T0, type: 'alive' }));
    const outcomes = await Promise.allSettled([
      queue.write(() => writeBack.writeAll()),
      queue.write(() => JSON.stringify(1n)),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
    expect(db.prepare('SELECT head FROM heard').all()).toEqual([{ head: 1 }]);
    db.close();
  });
});

describe('the reading worker', () => {
  it('rejects what waits when it dies, and is replaced at the next read', async () => {
    const folder = join(aFolder(), 'later');
    const reader = new Reader(folder);
    await expect(reader.read('keys')).rejects.toThrow(StoreUnavailable);
    ensureFolder(folder);
    const db = openWriter(folder);
    migrate(db);
    expect(await reader.read('keys')).toEqual([]);
    await reader.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
});
