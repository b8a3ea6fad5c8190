import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { aScheduler, aService, T0 } from '../support/monitors.ts';
import { beat } from './contract/beats.ts';
import { aFolder, opened } from './sqlite-folder.ts';

describe('kill -9 while many write', () => {
  it('loses no heartbeat that was answered, and gives the folder back', async () => {
    const folder = aFolder();
    const acknowledged = await killedWhileBeating(folder, 3_000);
    const store = await opened(folder);
    for (const [id, times] of acknowledged) {
      const records = await store.beats({ kind: 'service', id }, { limit: 100_000 });
      const stored = records.map((record) => record.at).reverse();
      // The last few may have been written without their answer having been seen.
      expect(stored.slice(0, times.length)).toEqual(times);
      expect((await store.read({ kind: 'service', id }))?.lastBeatAt).toBe(stored.at(-1));
      expect(await beat(store, { kind: 'service', id }, stored.at(-1) ?? 0)).toBe(true);
    }
  }, 60_000);
});

/** The acknowledged beats of each monitor, in order, of a process that was killed after `lines` of them. */
async function killedWhileBeating(folder: string, lines: number): Promise<Map<string, number[]>> {
  const script = join(import.meta.dirname, 'beating-worker.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const acknowledged = new Map<string, number[]>();
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', at] = line.split(' ');
    acknowledged.set(id, [...(acknowledged.get(id) ?? []), Number(at)]);
    if (++seen === lines) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

/** Opens the files as they lie on disk now: what a crash at this moment would have left. */
async function afterCrash(folder: string): Promise<SqliteStore> {
  const copy = join(aFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  return await opened(copy);
}

const RUN = { startedAt: T0, announcedAt: T0, heardAt: T0 };
const SERVICE = aService({ status: 'up', lastMessage: 'old', vitals: { tasks: 0 } });
const SCHEDULER = aScheduler({ status: 'up', runs: { r1: RUN, r2: RUN } });

async function expectSame(store: SqliteStore, other: SqliteStore): Promise<void> {
  for (const ref of [SERVICE, SCHEDULER]) {
    expect(await other.read(ref)).toEqual(await store.read(ref));
    expect(await other.beats(ref, { limit: 1_000 })).toEqual(await store.beats(ref, { limit: 1_000 }));
  }
}

/** One of everything that reaches the log, and changes between them. */
async function heardAllWays(store: SqliteStore, at: number): Promise<void> {
  const record = { message: `at ${at}`, vitals: { tasks: at } };
  await beat(store, SERVICE, at, { record });
  await beat(store, SERVICE, at + 2);
  await store.appendBeat(SERVICE, { at: at + 1, type: 'alive', message: 'late' });
  await beat(store, SCHEDULER, at, { state: { run: 'r1' } });
  const read = (await store.read(SERVICE))!;
  const failed = { at: at + 3, type: 'failed' } as const;
  await store.change(read, { ...read, lastMessage: undefined, lastBeatAt: at + 3 }, undefined, failed);
  await store.appendBeat(SCHEDULER, { at: at + 1, type: 'alive' });
}

describe('a crash', () => {
  it.each([
    ['before anything was written back', 60_000],
    ['while all is written back all the time', 1],
  ])(
    '%s loses nothing that was heard',
    async (_when, writeBackEveryMs) => {
      const folder = aFolder();
      const store = await opened(folder, { writeBackEveryMs });
      await store.create(SERVICE);
      await store.create(SCHEDULER);
      for (let i = 0; i < 10; i++) {
        await heardAllWays(store, T0 + i * 10);
        if (writeBackEveryMs === 1) await sleep(3);
        const crashed = await afterCrash(folder);
        await expectSame(store, crashed);
        await crashed.close();
      }
    },
    60_000,
  );

  it('that was recovered from leaves nothing to a clean stop but what was heard', async () => {
    const folder = aFolder();
    const store = await opened(folder);
    await store.create(SERVICE);
    await store.create(SCHEDULER);
    await heardAllWays(store, T0);
    await beat(store, SERVICE, T0 + 9);
    const copy = join(aFolder(), 'copy');
    cpSync(folder, copy, { recursive: true });
    await (await opened(copy)).close();
    await expectSame(store, await opened(copy));
  });

  it('after a clean start, and again after a second crash, loses nothing that was heard', async () => {
    const folder = aFolder();
    const first = await opened(folder);
    await first.create(SERVICE);
    await first.create(SCHEDULER);
    await heardAllWays(first, T0);
    await first.close();
    const second = await opened(folder);
    await heardAllWays(second, T0 + 100);
    const crashed = await afterCrash(folder);
    await expectSame(second, crashed);
    await heardAllWays(crashed, T0 + 200);
    await heardAllWays(second, T0 + 200);
    await expectSame(second, crashed);
  });
});
