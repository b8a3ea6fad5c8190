import { GAP_PARTITION, gapKey, HEARING_KEY, SWEEP_KEY } from '../../contracts/table/keys.ts';
import { moment, timeToLive } from '../../contracts/table/sortable.ts';
import { type ClosedGap, type Hearing, NOTHING_HEARD } from '../../core/monitor/hearing.ts';
import type { HearingStore } from '../../core/ports/hearing-store.ts';
import { ABSENT, type Condition, either } from './conditions.ts';
import { isLiving } from './living.ts';
import { partitionAfter } from './partitions.ts';
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

/** As long as transitions are kept: no uptime reaches back further. */
const GAPS_KEPT_MS = 400 * 86_400_000;
/** 1,000 of about 60 bytes. */
const PAGE = 1_000;

async function gapsSince(table: Table, since: number): Promise<readonly ClosedGap[]> {
  const now = table.clock.now();
  const gaps: ClosedGap[] = [];
  const condition = partitionAfter(GAP_PARTITION, moment(since));
  for await (const page of table.query({ condition, pageSize: PAGE })) {
    for (const item of page) {
      const gap = { from: Number(item.from), to: Number(item.to) };
      // The sort key knows whole milliseconds.
      if (gap.to > since && isLiving(item, now)) gaps.push(gap);
    }
  }
  return gaps;
}

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
  async keepGap({ from, to }) {
    await table.put({ ...gapKey({ from, to }), from, to, ttl: timeToLive(to + GAPS_KEPT_MS) });
  },
  gapsSince: (since) => gapsSince(table, since),
  async markSweep(at) {
    await table.put({ ...SWEEP_KEY, at }, either(ABSENT, before(at)));
  },
  async lastSweepAt() {
    const item = await table.get(SWEEP_KEY);
    return item && Number(item.at);
  },
});
