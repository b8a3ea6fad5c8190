import type { Pace } from '../alerts/pace.ts';
import { subjectOf } from '../monitor/ref.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryRef, DeliveryStore } from '../ports/delivery-store.ts';
import { settled } from './settled.ts';
import { wasToldNewer } from './told-newer.ts';

export interface CollectDeps {
  readonly store: DeliveryStore;
  readonly clock: Clock;
  readonly pace: Pick<Pace, 'telling'>;
}

/** Claiming so many takes a remote store some seconds; what is left goes with another group. */
const MOST_IN_GROUP = 2_000;
/** As many at a time as a remote store takes without a queue of its own. */
const AT_A_TIME = 50;
/** Longer than one delivery's lease, since claiming a large group takes its time before anything is sent. */
export const GROUP_LEASE_MS = 30_000;

export interface Collected {
  readonly claims: readonly Delivery[];
  /** True: more may be due than one message takes. */
  readonly isFull: boolean;
}

/**
 * Claims all that is due for the channel of `first`, and `first` itself, as one attempt of each. What was overtaken by
 * newer news is settled. What is told alone is left to its own ticket, and so is what would overtake another message about
 * its monitor.
 */
export async function collectGroup(
  deps: CollectDeps,
  channel: Channel,
  first: Delivery,
  now: number,
): Promise<Collected> {
  const most = channel.mostInGroup ?? MOST_IN_GROUP;
  const refs = await dueFor(deps.store, first, now, most);
  const claims: Delivery[] = [];
  for (let i = 0; i < refs.length; i += AT_A_TIME) {
    const some = refs.slice(i, i + AT_A_TIME);
    claims.push(...(await Promise.all(some.map((ref) => claim(deps, channel, ref, now)))).flat());
  }
  return { claims, isFull: refs.length === most };
}

/** The index may be behind for what was just put off: `first` is known to be due. */
async function dueFor(
  store: DeliveryStore,
  first: Delivery,
  now: number,
  most: number,
): Promise<readonly DeliveryRef[]> {
  const refs = new Map<string, DeliveryRef>([[first.transitionId, first]]);
  for await (const page of store.dueDeliveries(now)) {
    for (const due of page) if (due.channel === first.channel) refs.set(due.transitionId, due);
    if (refs.size >= most) break;
  }
  return [...refs.values()].slice(0, most);
}

async function claim(
  { store, clock, pace }: CollectDeps,
  channel: Channel,
  ref: DeliveryRef,
  now: number,
): Promise<Delivery[]> {
  const delivery = await store.delivery(ref);
  if (delivery?.state !== 'pending' || delivery.dueAt === undefined || delivery.dueAt > now) return [];
  if (channel.tellsAlone?.(delivery.transition)) return [];
  if (pace.telling(delivery.channel, subjectOf(delivery.transition))) return [];
  if (await wasToldNewer(store, delivery)) {
    await store.changeDelivery(
      delivery,
      settled(delivery, 'superseded', clock.now(), 'A newer change was told'),
    );
    return [];
  }
  const claimed: Delivery = {
    ...delivery,
    attempts: delivery.attempts + 1,
    dueAt: clock.now() + GROUP_LEASE_MS,
  };
  return (await store.changeDelivery(delivery, claimed)) ? [claimed] : [];
}
