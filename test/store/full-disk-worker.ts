// Beats until the disk takes no more; prints which beats were answered and which refused.
import { openSqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { aService, T0 } from '../support/monitors.ts';
import { beat } from './contract/beats.ts';

const store = await openSqliteStore({ directory: process.argv[2] ?? '', clock: new SteadyClock() });
const monitor = aService({ status: 'up' });
await store.create(monitor);

const acknowledged: number[] = [];
const refused: number[] = [];
const send = async (at: number) => {
  try {
    await beat(store, monitor, at, { record: { metadata: 'x'.repeat(8_000) } });
    acknowledged.push(at);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    refused.push(at);
  }
};
for (let at = T0; refused.length < 20; at += 4) await Promise.all([0, 1, 2, 3].map((ms) => send(at + ms)));

const lastBeatAt = (await store.read(monitor))?.lastBeatAt;
process.stdout.write(JSON.stringify({ acknowledged, refused, lastBeatAt }), () =>
  process.kill(process.pid, 'SIGKILL'),
);
