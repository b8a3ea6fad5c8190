import { HEARING_KEY, SWEEP_KEY } from '../../contracts/table/keys.ts';
import { type Hearing, NOTHING_HEARD } from '../../core/monitor/hearing.ts';
import type { HearingStore } from '../../core/ports/hearing-store.ts';
import { ABSENT, type Condition, either } from './conditions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

const hearingOf = ({ heardAt, gaps }: Item): Hearing =>
  ({ ...(heardAt !== undefined && { heardAt }), gaps }) as unknown as Hearing;

const atVersion = (version: number): Condition => ({
  expression: '#version = :readVersion',
  names: { '#version': 'version' },
  values: { ':readVersion': version },
});

const before = (at: number): Condition => ({
  expression: '#at < :at',
  names: { '#at': 'at' },
  values: { ':at': at },
});

/** What the system knows of itself: its own hearing and its last sweep. */
export const hearingStore = (table: Table): HearingStore => ({
  async readHearing() {
    const item = await table.get(HEARING_KEY);
    return item
      ? { hearing: hearingOf(item), version: Number(item.version) }
      : { hearing: NOTHING_HEARD, version: 0 };
  },
  async writeHearing(hearing, readVersion) {
    const item = { ...hearing, ...HEARING_KEY, version: readVersion + 1 };
    const { written } = await table.put(item, readVersion === 0 ? ABSENT : atVersion(readVersion));
    return written;
  },
  async markSweep(at) {
    await table.put({ ...SWEEP_KEY, at }, either(ABSENT, before(at)));
  },
  async lastSweepAt() {
    const item = await table.get(SWEEP_KEY);
    return item && Number(item.at);
  },
});
