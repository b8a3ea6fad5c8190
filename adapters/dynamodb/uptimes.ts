import { uptimeKey } from '../../contracts/table/keys.ts';
import { timeToLive } from '../../contracts/table/sortable.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { rollUp, type Uptime } from '../../core/monitor/uptime.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { batchGet, nameOfKey } from './batch-get.ts';
import { ABSENT, type Condition } from './conditions.ts';
import { isLiving } from './living.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

/** Nobody asks for the uptime of a life that is over for longer than uptime reaches back. */
const KEPT_AFTER_CLOSING_MS = 91 * 86_400_000;
/** Two judges of one monitor meet here now and then, ten hardly ever. */
const MOST_TRIES = 20;

const uptimeOf = ({ born, sequence, changes, days }: Item): Uptime => ({
  born: Number(born),
  sequence: Number(sequence),
  changes: JSON.parse(String(changes)),
  days: JSON.parse(String(days)),
});

const asRead = ({ born, sequence }: Uptime): Condition => ({
  expression: '#born = :born AND #sequence = :sequence',
  names: { '#born': 'born', '#sequence': 'sequence' },
  values: { ':born': born, ':sequence': sequence },
});

/** One roll-up per monitor, of its newest life. */
export class Uptimes {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async count(transition: Transition): Promise<void> {
    const key = uptimeKey(transition);
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const item = await this.#table.get(key);
      const before = item && uptimeOf(item);
      if (before && before.born > transition.born) return;
      const after = rollUp(before, transition);
      if (after === before) return;
      const { written } = await this.#table.put(
        {
          ...key,
          born: after.born,
          sequence: after.sequence,
          changes: JSON.stringify(after.changes),
          days: JSON.stringify(after.days),
          ...(transition.to === 'closed' && { ttl: timeToLive(transition.at + KEPT_AFTER_CLOSING_MS) }),
        },
        before ? asRead(before) : ABSENT,
      );
      if (written) return;
    }
    throw new StoreUnavailable(`The uptime of ${key.pk} changed too often to be written`);
  }

  async list(refs: readonly MonitorRef[]): Promise<readonly (Uptime | undefined)[]> {
    const items = await batchGet(this.#table, refs.map(uptimeKey));
    const now = this.#table.clock.now();
    return refs.map((ref) => {
      const item = items.get(nameOfKey(uptimeKey(ref)));
      return item && isLiving(item, now) ? uptimeOf(item) : undefined;
    });
  }
}
