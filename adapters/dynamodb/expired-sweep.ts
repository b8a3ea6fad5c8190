import { gone } from './conditions.ts';
import { inParallel } from './in-parallel.ts';
import type { Table } from './table.ts';

const HOUR_MS = 3_600_000;
const MOST_AT_ONCE = 8;

/**
 * Does for an emulator what DynamoDB does by itself: removes items whose `ttl` is over. As late as that, too: the
 * walk over the whole table is made once an hour, and what has expired counts as absent meanwhile.
 */
export class ExpiredSweep {
  readonly #table: Table;
  #sweptAt: number | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  /** @returns how many were removed. */
  async run(now: number): Promise<number> {
    if (this.#sweptAt !== undefined && now - this.#sweptAt < HOUR_MS) return 0;
    const over = gone(Math.floor(now / 1_000));
    let removed = 0;
    for await (const keys of this.#table.scanKeys(over)) {
      // A new life may have begun under the key since it was read.
      const outcomes = await inParallel(keys, MOST_AT_ONCE, (key) => this.#table.remove(key, over));
      removed += outcomes.filter(({ written }) => written).length;
    }
    this.#sweptAt = now;
    return removed;
  }
}
