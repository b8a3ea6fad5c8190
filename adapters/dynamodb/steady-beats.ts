import { monitorKey } from '../../contracts/table/keys.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { SteadyBeat } from '../../core/ports/monitor-store.ts';
import type { Beats } from './beats.ts';
import { inParallel } from './in-parallel.ts';
import { isSteady } from './monitor-conditions.ts';
import { monitorOf } from './monitor-items.ts';
import { steadyUpdate } from './monitor-updates.ts';
import type { Table } from './table.ts';

/** The SDK's connections to one host; a batch of 1,000 at 5 ms a write takes about 200 ms. */
const MOST_AT_ONCE = 50;

/**
 * The hot path: one conditional update and one history record for each beat, without a read. The update gives
 * the monitor back, at no price, so that the record can be kept as long as its schedule says.
 */
export class SteadyBeats {
  readonly #table: Table;
  readonly #beats: Beats;

  constructor(table: Table, beats: Beats) {
    this.#table = table;
    this.#beats = beats;
  }

  /** Beats of one monitor are written one after the other, so that none makes an earlier one of its batch late. */
  async record(beats: readonly SteadyBeat[]): Promise<boolean[]> {
    const perMonitor = Map.groupBy(beats.keys(), (i) => subjectOf(beats[i]!.ref));
    const results = beats.map(() => false);
    await inParallel([...perMonitor.values()], MOST_AT_ONCE, async (positions) => {
      for (const i of positions) results[i] = await this.#recordOne(beats[i]!);
    });
    return results;
  }

  /** Where the record cannot be written, the sender repeats the beat: that it was heard stays true. */
  async #recordOne(beat: SteadyBeat): Promise<boolean> {
    const condition = isSteady(beat, this.#table.clock.now());
    const { written, item } = await this.#table.update(
      monitorKey(beat.ref),
      steadyUpdate(beat),
      condition,
      true,
    );
    if (!written || !item) return false;
    await this.#beats.put(monitorOf(beat.ref.kind, item), beat.record);
    return true;
  }
}
