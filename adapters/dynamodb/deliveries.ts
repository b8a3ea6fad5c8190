import { deliveryKey, deliveryPointerKey } from '../../contracts/table/keys.ts';
import { dueShard } from '../../contracts/table/shards.ts';
import { timeToLive } from '../../contracts/table/sortable.ts';
import { same } from '../../core/monitor/same.ts';
import type { Delivery, DeliveryRef, DeliveryStore } from '../../core/ports/delivery-store.ts';
import { ABSENT, all, type Condition } from './conditions.ts';
import { deliveryOf } from './delivery-items.ts';
import { listDeliveries } from './delivery-list.ts';
import { POINTER_KEPT_MS, SETTLED_KEPT_MS } from './delivery-pointers.ts';
import { dueDeliveries } from './due-lists.ts';
import { isLiving } from './living.ts';
import type { Table } from './table.ts';
import type { Item } from './table-reads.ts';
import { tell, toldOf } from './told.ts';

/** A pending one has no end, also if it had one before: its alert must be told or given up first. */
function itemOf(delivery: Delivery): Item {
  const { transitionId, channel, dueAt, settledAt, transition, answer, ...rest } = delivery;
  return {
    ...rest,
    transition: { ...transition, message: transition.message?.toWellFormed() },
    answer: answer?.toWellFormed(),
    ...deliveryKey({ transitionId, channel }),
    ...(dueAt !== undefined && { dueAt, dueShard: dueShard(`${transitionId} ${channel}`) }),
    ...(settledAt !== undefined && { settledAt, ttl: timeToLive(settledAt + SETTLED_KEPT_MS) }),
  };
}

const unchanged = ({ state, attempts, dueAt }: Delivery): Condition =>
  all(
    {
      expression: '#state = :state AND #attempts = :attempts',
      names: { '#state': 'state', '#attempts': 'attempts' },
      values: { ':state': state, ':attempts': attempts },
    },
    dueAt === undefined
      ? { expression: 'attribute_not_exists(#dueAt)', names: { '#dueAt': 'dueAt' } }
      : { expression: '#dueAt = :dueAt', names: { '#dueAt': 'dueAt' }, values: { ':dueAt': dueAt } },
  );

const isAsRead = (stored: Delivery, read: Delivery): boolean =>
  stored.state === read.state && stored.attempts === read.attempts && stored.dueAt === read.dueAt;

/** Transitions on their way to channels. */
class Deliveries {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The pointer comes first: one that points to nothing is harmless, but every delivery must be listed. */
  async open(delivery: Delivery): Promise<boolean> {
    const { createdAt } = delivery;
    const pointer = deliveryPointerKey(delivery, createdAt);
    const { transitionId, channel } = delivery;
    await this.#table.put({
      ...pointer,
      transitionId,
      channel,
      createdAt,
      ttl: timeToLive(createdAt + POINTER_KEPT_MS),
    });
    const { written, unsure } = await this.#table.put(itemOf(delivery), ABSENT);
    return unsure ? same(await this.get(delivery), delivery) : written;
  }

  async get(ref: DeliveryRef): Promise<Delivery | undefined> {
    const item = await this.#table.get(deliveryKey(ref));
    return item && isLiving(item, this.#table.clock.now()) ? deliveryOf(item) : undefined;
  }

  /**
   * What a channel was told stands in another item and must not be missing once the delivery is settled: it is
   * written before. Had the delivery been changed by then, the channel was told all the same.
   */
  async change(read: Delivery, after: Delivery): Promise<boolean> {
    if (after.state === 'delivered') {
      const stored = await this.get(read);
      if (!stored || !isAsRead(stored, read)) return false;
      await tell(this.#table, after);
    }
    return (await this.#table.put(itemOf(after), unchanged(read))).written;
  }
}

export function deliveryStore(table: Table): DeliveryStore {
  const deliveries = new Deliveries(table);
  return {
    openDelivery: (delivery) => deliveries.open(delivery),
    delivery: (ref) => deliveries.get(ref),
    changeDelivery: (read, after) => deliveries.change(read, after),
    dueDeliveries: (before) => dueDeliveries(table, before),
    told: (channel, ref) => toldOf(table, channel, ref),
    listDeliveries: (query) => listDeliveries(table, query),
  };
}
