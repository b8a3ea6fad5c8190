import { transitionKey, transitionPartition } from '../../contracts/table/keys.ts';
import { momentsBefore, timeToLive } from '../../contracts/table/sortable.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { HistoryQuery } from '../../core/ports/history-store.ts';
import { firstOf, isLiving } from './living.ts';
import { partitionBefore } from './partitions.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';

const KEPT_MS = 400 * 86_400_000;
/** 500 of about 300 bytes. */
const PAGE = 500;

const transitionOf = ({ pk: _pk, sk: _sk, ttl: _ttl, ...transition }: Item): Transition =>
  transition as unknown as Transition;

/** Changes of status, by life and number. */
export class Transitions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Put again it is the same item with the same content. */
  async put(transition: Transition): Promise<void> {
    const { born, sequence, at, message } = transition;
    await this.#table.put({
      ...transition,
      message: message?.toWellFormed(),
      ...transitionKey(transition, born, sequence),
      ttl: timeToLive(at + KEPT_MS),
    });
  }

  async get(ref: MonitorRef, born: number, sequence: number): Promise<Transition | undefined> {
    const item = await this.#table.get(transitionKey(ref, born, sequence));
    return item && isLiving(item, this.#table.clock.now()) ? transitionOf(item) : undefined;
  }

  /** A life that began later has nothing older to tell; within lives, numbers run with time. */
  async list(ref: MonitorRef, { limit, before }: HistoryQuery): Promise<readonly Transition[]> {
    const bound = before === undefined ? undefined : momentsBefore(before);
    const pages = this.#table.query({
      condition: partitionBefore(transitionPartition(ref), bound),
      newestFirst: true,
      pageSize: Math.min(limit, PAGE),
    });
    const now = this.#table.clock.now();
    const wanted = (item: Item): boolean =>
      isLiving(item, now) && (before === undefined || Number(item.at) < before);
    return (await firstOf(pages, limit, wanted)).map(transitionOf);
  }
}
