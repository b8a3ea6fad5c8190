import { audienceOf } from '../alerts/audience.ts';
import type { Pace } from '../alerts/pace.ts';
import { TROUBLES } from '../alerts/wants.ts';
import { type Transition, transitionId } from '../monitor/transition.ts';
import type { ChannelDirectory } from '../ports/channel-directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { Log } from '../ports/log.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { deliveryTicket } from './tickets.ts';
import { withLastMessage } from './with-last-message.ts';

export interface OpenDeps {
  readonly store: Pick<DeliveryStore, 'openDelivery'> & Pick<HistoryStore, 'beats'>;
  readonly channels: ChannelDirectory;
  readonly pace: Pace;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly log: Log;
}

const isTrouble = ({ to }: Transition): boolean => TROUBLES.some((trouble) => trouble === to);

/**
 * Takes a published transition: opens one delivery for each channel that hears of it, durable before this resolves, and
 * calls for them. A transition that comes again opens nothing twice. In a storm they are due with the next group.
 */
export async function openDeliveries(deps: OpenDeps, transition: Transition): Promise<void> {
  const { channels, clock, pace } = deps;
  const audience = audienceOf(transition, await channels.known(), channels);
  const id = transitionId(transition);
  if (audience.length === 0 && isTrouble(transition)) {
    deps.log.warn({ transition: id }, 'No channel hears of this');
  }
  const told = audience.length === 0 ? transition : await withLastMessage(deps, transition);
  const now = clock.now();
  const opened = await Promise.all(
    audience.map(async ({ channel }) => {
      // What ends trouble may resolve an incident, which no storm holds up: its channel knows.
      const dueAt = (isTrouble(transition) && pace.heldUntil(channel, now)) || now;
      const delivery: Delivery = {
        transitionId: id,
        channel,
        transition: told,
        state: 'pending',
        attempts: 0,
        createdAt: now,
        dueAt,
      };
      return (await deps.store.openDelivery(delivery)) ? [{ transitionId: id, channel, dueAt }] : [];
    }),
  );
  await deps.queue.send(
    opened.flat().map((due) => ({ ticket: deliveryTicket(due), delayMs: Math.max(0, due.dueAt - now) })),
  );
}
