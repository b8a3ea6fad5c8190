import { subjectOf } from '../monitor/ref.ts';
import { ChannelNotReady, ChannelRefused } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { Log } from '../ports/log.ts';
import type { Operators } from '../ports/operators.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { ChannelGone } from './channel-gone.ts';
import type { HealthNotes } from './channel-health.ts';
import { keptAnswer, settled } from './settled.ts';
import { deliveryTicket, TICKET_HORIZON_MS } from './tickets.ts';

export interface TryLaterDeps {
  readonly store: Pick<DeliveryStore, 'changeDelivery'>;
  readonly health: HealthNotes;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly operators: Operators;
  readonly log: Log;
  readonly random: () => number;
}

/** 5 s, 15 s, 1 min, 5 min, 15 min, 1 h, 3 h, 6 h: nine attempts over about ten hours. */
const BACKOFF_MS = [5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000];

/** Only a channel's own refusal is known to bear no secret. */
const answerOf = (error: unknown): string =>
  error instanceof ChannelRefused || error instanceof ChannelNotReady
    ? error.message
    : 'The channel failed unexpectedly';

/**
 * What an attempt that failed leads to, for all deliveries that it was made for: another one later, as late as the
 * receiver asks for, or after the last the end, of which the operators hear. They come again together, so that a group
 * stays a group.
 */
export async function tryLater(
  deps: TryLaterDeps,
  claims: readonly Delivery[],
  error: unknown,
): Promise<void> {
  const answer = answerOf(error);
  // Up to a quarter more, so that the deliveries of many channels do not come back at once.
  const spread = 1 + deps.random() / 4;
  if (error instanceof ChannelNotReady) {
    await Promise.all(
      claims.map((claim) =>
        putOff(deps, claim, { ...claim, attempts: claim.attempts - 1, answer }, error.waitMs * spread),
      ),
    );
    return;
  }
  const asked = error instanceof ChannelRefused ? (error.retryAfterMs ?? 0) : 0;
  const givenUp = await Promise.all(
    claims.map(async (claim) => {
      const backoff = BACKOFF_MS[claim.attempts - 1];
      if (backoff === undefined) return giveUp(deps, claim, answer);
      await putOff(deps, claim, { ...claim, answer: keptAnswer(answer) }, Math.max(backoff, asked) * spread);
      return [];
    }),
  );
  const [first] = claims;
  if (first && !(error instanceof ChannelGone))
    await deps.health.failed(first.channel, deps.clock.now(), keptAnswer(answer));
  await tellOperators(deps, givenUp.flat(), answer);
}

async function putOff(deps: TryLaterDeps, claim: Delivery, later: Delivery, ms: number): Promise<void> {
  const delayMs = Math.round(ms);
  const dueAt = deps.clock.now() + delayMs;
  const { transitionId, channel, attempts } = later;
  deps.log.warn(
    { transition: transitionId, channel, attempts, answer: later.answer, retryInMs: delayMs },
    'Alert not delivered yet',
  );
  if (!(await deps.store.changeDelivery(claim, { ...later, dueAt })) || delayMs > TICKET_HORIZON_MS) return;
  await deps.queue.send([{ ticket: deliveryTicket({ transitionId, channel, dueAt }), delayMs }]);
}

async function giveUp(deps: TryLaterDeps, claim: Delivery, answer: string): Promise<Delivery[]> {
  // A slower attempt than its lease may have been overtaken by one that got through.
  if (!(await deps.store.changeDelivery(claim, settled(claim, 'failed', deps.clock.now(), answer))))
    return [];
  const { transitionId, channel, attempts } = claim;
  deps.log.error({ transition: transitionId, channel, attempts, answer }, 'Alert given up');
  return [claim];
}

async function tellOperators(deps: TryLaterDeps, failed: readonly Delivery[], answer: string): Promise<void> {
  const [first, ...others] = failed;
  if (!first) return;
  const { channel, transition, attempts } = first;
  const more = others.length === 0 ? '' : ` (and ${others.length.toLocaleString('en')} more)`;
  await deps.operators.tell({
    kind: 'delivery',
    subject: `An alert could not be delivered to ${channel}`,
    text: `${subjectOf(transition)} went ${transition.to}${more} and ${channel} was not told after ${attempts} attempts: ${answer}`,
  });
}
