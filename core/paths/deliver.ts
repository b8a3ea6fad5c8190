import type { Pace } from '../alerts/pace.ts';
import { subjectOf } from '../monitor/ref.ts';
import type { Channel, ChannelMessage } from '../ports/channel.ts';
import type { ChannelDirectory } from '../ports/channel-directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryStore, DueDelivery } from '../ports/delivery-store.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { Log } from '../ports/log.ts';
import type { Operators } from '../ports/operators.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { ChannelGone } from './channel-gone.ts';
import type { HealthNotes } from './channel-health.ts';
import { collectGroup } from './collect-group.ts';
import { settled } from './settled.ts';
import { deliveryTicket } from './tickets.ts';
import { wasToldNewer } from './told-newer.ts';
import { tryLater } from './try-later.ts';

export interface DeliverDeps {
  readonly store: DeliveryStore & Pick<HistoryStore, 'beats'>;
  readonly channels: ChannelDirectory;
  readonly pace: Pace;
  readonly health: HealthNotes;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly operators: Operators;
  readonly log: Log;
  /** A number in [0, 1): spreads retries. */
  readonly random: () => number;
}

/** An attempt that has not answered by then counts as lost: longer than any channel's own time limit (10 s). */
export const LEASE_MS = 15_000;

/**
 * Makes one attempt, if the delivery is still due as the ticket says: alone, or in a storm with all that waits for its
 * channel. The attempt is claimed durably first, so that no two run at once, and settled durably after: never twice once
 * its answer was recorded.
 */
export async function deliver(deps: DeliverDeps, ticket: DueDelivery): Promise<void> {
  const { store, clock, pace } = deps;
  const delivery = await store.delivery(ticket);
  if (delivery?.state !== 'pending' || delivery.dueAt !== ticket.dueAt) return;
  if (await wasToldNewer(store, delivery)) {
    await store.changeDelivery(
      delivery,
      settled(delivery, 'superseded', clock.now(), 'A newer change was told'),
    );
    return;
  }
  const channel = await channelOf(deps, delivery.channel);
  const busy =
    pace.collecting(delivery.channel) ?? pace.telling(delivery.channel, subjectOf(delivery.transition));
  if (busy) {
    // It may be taken along, or overtaken by what is told now: it is looked at anew.
    await busy.catch(() => {});
    return deliver(deps, ticket);
  }
  const now = clock.now();
  if (channel.tellsAlone?.(delivery.transition) || pace.takeSingle(delivery.channel, now)) {
    return deliverAlone(deps, channel, delivery);
  }
  if (pace.takeGroup(delivery.channel, now)) return deliverGroup(deps, channel, delivery);
  await hold(deps, delivery, pace.holdUntil(delivery.channel, now));
}

/** The channel; where it cannot be had, one that refuses for that reason. */
async function channelOf({ channels }: DeliverDeps, id: string): Promise<Channel> {
  try {
    const channel = await channels.open(id);
    if (channel) return channel;
  } catch (error) {
    return { id, send: () => Promise.reject(error) };
  }
  return { id, send: () => Promise.reject(new ChannelGone(id)) };
}

/** The delivery with its attempt claimed; undefined where another was faster. */
async function claimed(deps: DeliverDeps, delivery: Delivery): Promise<Delivery | undefined> {
  const claim: Delivery = {
    ...delivery,
    attempts: delivery.attempts + 1,
    dueAt: deps.clock.now() + LEASE_MS,
  };
  return (await deps.store.changeDelivery(delivery, claim)) ? claim : undefined;
}

async function deliverAlone(deps: DeliverDeps, channel: Channel, delivery: Delivery): Promise<void> {
  const message: ChannelMessage = { type: 'transition', transition: delivery.transition };
  const end = deps.pace.beginTelling(delivery.channel, [subjectOf(delivery.transition)]);
  try {
    await deliverBy(deps, [await claimed(deps, delivery)], () => channel.send(message));
  } finally {
    end();
  }
}

/** Within the time that a function has: what is left goes with the next group. */
const LONGEST_ROUND_MS = 8_000;

/** All that is due for the channel, in as many messages as it takes. */
async function deliverGroup(deps: DeliverDeps, channel: Channel, first: Delivery): Promise<void> {
  const { pace, clock } = deps;
  const until = clock.now() + LONGEST_ROUND_MS;
  for (let goesOn = true; goesOn && clock.now() < until; ) {
    const { claims, isFull, end } = await pace.collect(first.channel, async () => {
      const collected = await collectGroup(deps, channel, first, clock.now());
      const monitors = collected.claims.map(({ transition }) => subjectOf(transition));
      return { ...collected, end: pace.beginTelling(first.channel, monitors) };
    });
    try {
      goesOn = (await deliverBy(deps, claims, () => channel.send(messageOf(claims)))) && isFull;
    } finally {
      end();
    }
  }
}

/** One message for all these deliveries, of which there is at least one. */
function messageOf(claims: readonly Delivery[]): ChannelMessage {
  const transitions = claims
    .map(({ transition }) => transition)
    .sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  const [only, another] = transitions;
  return only && !another ? { type: 'transition', transition: only } : { type: 'group', transitions };
}

/** Sends once for all these claimed deliveries, and records for each what became of it. @returns whether it was taken. */
async function deliverBy(
  deps: DeliverDeps,
  claims: readonly (Delivery | undefined)[],
  send: () => Promise<string>,
): Promise<boolean> {
  const group = claims.filter((claim) => claim !== undefined);
  const [first] = group;
  if (!first) return false;
  const { channel } = first;
  let answer: string;
  try {
    answer = await send();
  } catch (error) {
    await tryLater(deps, group, error);
    return false;
  }
  const words = group.length === 1 ? answer : `${answer} (one message for ${group.length} changes)`;
  const now = deps.clock.now();
  // Where the answer cannot be recorded, the attempt counts as lost and comes again after its lease.
  await Promise.all(
    group.map((claim) => deps.store.changeDelivery(claim, settled(claim, 'delivered', now, words))),
  );
  const facts = group.length === 1 ? { transition: first.transitionId } : { changes: group.length };
  deps.log.info({ ...facts, channel }, 'Alert delivered');
  await deps.health.proved(channel, now);
  return true;
}

/** Its turn comes with the next group. */
async function hold(deps: DeliverDeps, delivery: Delivery, until: number): Promise<void> {
  if (!(await deps.store.changeDelivery(delivery, { ...delivery, dueAt: until }))) return;
  const ticket = deliveryTicket({ ...delivery, dueAt: until });
  await deps.queue.send([{ ticket, delayMs: Math.max(0, until - deps.clock.now()) }]);
}
