import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import { anApplication, T0 } from '../support/monitors.ts';
import { beat, steadyBeat } from './contract/beats.ts';
import { aFolder, opened } from './sqlite-folder.ts';

const GONE = anApplication({ id: 'gone', status: 'up' });
const STAYS = anApplication({ id: 'stays', status: 'up' });

async function beats(store: SqliteStore, ref: MonitorRef, from: number, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => steadyBeat(ref, T0 + from + i));
  expect((await store.recordSteady(all)).every(Boolean)).toBe(true);
}

const timesOf = async (store: SqliteStore, ref: MonitorRef) =>
  (await store.beats(ref, { limit: 100_000 })).map(({ at }) => at - T0);

it('more beats than fit in one go are gone after the next, the oldest first', async () => {
  const store = await opened();
  await store.create(GONE);
  await beats(store, GONE, 0, 20_005);
  expect(await store.removeHistory(GONE)).toBe(false);
  expect(await timesOf(store, GONE)).toEqual([20_004, 20_003, 20_002, 20_001, 20_000]);
  expect(await store.removeHistory(GONE)).toBe(true);
  expect(await timesOf(store, GONE)).toEqual([]);
}, 30_000);

it('heartbeats of others are written meanwhile', async () => {
  const store = await opened();
  for (const monitor of [GONE, STAYS]) await store.create(monitor);
  await beats(store, GONE, 0, 5_000);
  const removal = store.removeHistory(GONE);
  for (let i = 0; i < 20; i++) await beat(store, STAYS, T0 + i);
  expect(await removal).toBe(true);
  expect(await timesOf(store, STAYS)).toHaveLength(20);
});

it('a crash before anything was written back: what is removed again never takes the beats of others', async () => {
  const folder = aFolder();
  const store = await opened(folder, { writeBackEveryMs: 60_000 });
  for (const monitor of [GONE, STAYS]) await store.create(monitor);
  await beats(store, STAYS, 0, 3);
  await beats(store, GONE, 0, 5);
  // What puts the numbers of the newest beats into the monitor's row.
  const read = (await store.read(GONE))!;
  expect(await store.change(read, { ...read, status: 'closed' })).toBe(true);
  expect(await store.removeHistory(GONE)).toBe(true);
  const copy = join(aFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });

  const crashed = await opened(copy);
  expect(await timesOf(crashed, STAYS)).toEqual([2, 1, 0]);
  // The numbers of the removed beats are given again.
  await beats(crashed, STAYS, 3, 5);
  expect(await crashed.removeHistory(GONE)).toBe(true);
  expect(await timesOf(crashed, STAYS)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
});
