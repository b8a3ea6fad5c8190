// Beats for 40 monitors at once until it is killed; prints each beat that was answered.
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { aService, T0 } from '../support/monitors.ts';
import { beat } from './contract/beats.ts';

const store = await openSqliteStore({
  directory: process.argv[2] ?? '',
  clock: new SteadyClock(),
  // Often enough that the kill comes between a write-back and the beats after it.
  writeBackEveryMs: 20,
});

async function beatOn(id: string): Promise<never> {
  const monitor = aService({ id, status: 'up' });
  await store.create(monitor);
  for (let at = T0; ; at++) {
    if (await beat(store, monitor, at)) writeSync(1, `${id} ${at}\n`);
  }
}

await Promise.all(Array.from({ length: 40 }, (_, i) => beatOn(`s${i}`)));
