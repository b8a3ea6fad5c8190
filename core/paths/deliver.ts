import { subjectOf } from '../monitor/ref.ts';
import type { Status } from '../monitor/status.ts';
import { type Transition, transitionId } from '../monitor/transition.ts';
import { type Channel, ChannelRefused } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryStore, DueDelivery } from '../ports/delivery-store.ts';
import type { Log } from '../ports/log.ts';
import type { Operators } from '../ports/operators.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { deliveryTicket, TICKET_HORIZON_MS } from './tickets.ts';

export interface DeliverDeps {
  readonly store: DeliveryStore;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly operators: Operators;
  readonly log: Log;
  /** A number in [0, 1): spreads retries. */
  readonly random: () => number;
}

/** An attempt that has not answered by then counts as lost: longer than any channel's own time limit (10 s). */
export const LEASE_MS = 15_000;
/** 5 s, 15 s, 1 min, 5 min, 15 min, 1 h, 3 h, 6 h: nine attempts over about ten hours. */
const BACKOFF_MS = [5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000];
const ANSWER_LENGTH = 500;

const TROUBLE: ReadonlySet<Status> = new Set(['down', 'degraded']);

/** Told are trouble and what ends it; that a monitor was heard for the first time is news to nobody. */
export const isToldByDefault = (transition: Pick<Transition, 'from' | 'to'>): boolean =>
  TROUBLE.has(transition.to) || TROUBLE.has(transition.from);

/**
 * Takes a published transition: opens one delivery per channel, durable before this resolves, and calls for
 * them. A transition that comes again opens nothing twice.
 */
export async function openDeliveries(deps: DeliverDeps, transition: Transition): Promise<void> {
  if (!isToldByDefault(transition)) return;
  const now = deps.clock.now();
  const id = transitionId(transition);
  const opened = await Promise.all(
    [...deps.channels.keys()].map(async (channel) => {
      const delivery: Delivery = {
        transitionId: id,
        channel,
        transition,
        state: 'pending',
        attempts: 0,
        createdAt: now,
        dueAt: now,
      };
      return (await deps.store.openDelivery(delivery)) ? [{ transitionId: id, channel, dueAt: now }] : [];
    }),
  );
  await deps.queue.send(opened.flat().map((due) => ({ ticket: deliveryTicket(due), delayMs: 0 })));
}

/**
 * Makes one attempt, if the delivery is still due as the ticket says. The attempt is claimed durably first, so
 * that no two run at once, and settled durably after: never twice once its answer was recorded.
 */
export async function deliver(deps: DeliverDeps, ticket: DueDelivery): Promise<void> {
  const delivery = await deps.store.delivery(ticket);
  if (delivery?.state !== 'pending' || delivery.dueAt !== ticket.dueAt) return;
  const now = deps.clock.now();
  if (await wasToldNewer(deps, delivery)) {
    await deps.store.changeDelivery(
      delivery,
      settled(delivery, 'superseded', now, 'A newer change was told'),
    );
    return;
  }
  const claimed: Delivery = { ...delivery, attempts: delivery.attempts + 1, dueAt: now + LEASE_MS };
  if (!(await deps.store.changeDelivery(delivery, claimed))) return;
  let answer: string;
  try {
    answer = await channelOf(deps, delivery).send({ type: 'transition', transition: delivery.transition });
  } catch (error) {
    await retryLater(deps, claimed, error);
    return;
  }
  // Where the answer cannot be recorded, the attempt counts as lost and comes again after its lease.
  await deps.store.changeDelivery(claimed, settled(claimed, 'delivered', deps.clock.now(), answer));
  deps.log.info({ transition: delivery.transitionId, channel: delivery.channel }, 'Alert delivered');
}

function channelOf(deps: DeliverDeps, delivery: Delivery): Channel {
  const channel = deps.channels.get(delivery.channel);
  if (!channel) throw new ChannelRefused(`The channel "${delivery.channel}" is not configured any more`);
  return channel;
}

async function wasToldNewer(deps: DeliverDeps, delivery: Delivery): Promise<boolean> {
  const { born, sequence } = delivery.transition;
  const told = await deps.store.told(delivery.channel, delivery.transition);
  if (!told) return false;
  return told.born > born || (told.born === born && told.sequence >= sequence);
}

const settled = (delivery: Delivery, state: Delivery['state'], at: number, answer: string): Delivery => ({
  ...delivery,
  state,
  dueAt: undefined,
  settledAt: at,
  answer: answer.slice(0, ANSWER_LENGTH),
});

async function retryLater(deps: DeliverDeps, claimed: Delivery, error: unknown): Promise<void> {
  const now = deps.clock.now();
  const facts = { transition: claimed.transitionId, channel: claimed.channel, attempts: claimed.attempts };
  // Only a channel's own refusal is known to bear no secret.
  const answer = error instanceof ChannelRefused ? error.message : 'The channel failed unexpectedly';
  const backoff = BACKOFF_MS[claimed.attempts - 1];
  if (backoff === undefined) {
    // A slower attempt than its lease may have been overtaken by one that got through.
    if (!(await deps.store.changeDelivery(claimed, settled(claimed, 'failed', now, answer)))) return;
    deps.log.error({ ...facts, answer }, 'Alert given up');
    await deps.operators.tell({
      kind: 'delivery',
      subject: `An alert could not be delivered to ${claimed.channel}`,
      text: `${subjectOf(claimed.transition)} went ${claimed.transition.to} and ${claimed.channel} was not told after ${claimed.attempts} attempts: ${answer}`,
    });
    return;
  }
  const asked = error instanceof ChannelRefused ? (error.retryAfterMs ?? 0) : 0;
  // Up to a quarter more, so that many failed deliveries do not come back at once.
  const delayMs = Math.round(Math.max(backoff, asked) * (1 + deps.random() / 4));
  const later: Delivery = { ...claimed, dueAt: now + delayMs, answer: answer.slice(0, ANSWER_LENGTH) };
  deps.log.warn({ ...facts, answer, retryInMs: delayMs }, 'Alert not delivered yet');
  if (!(await deps.store.changeDelivery(claimed, later)) || delayMs > TICKET_HORIZON_MS) return;
  await deps.queue.send([{ ticket: deliveryTicket({ ...claimed, dueAt: now + delayMs }), delayMs }]);
}
