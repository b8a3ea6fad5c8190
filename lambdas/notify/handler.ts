import { readMessage, UnreadableMessage } from '../../adapters/sqs/read-message.ts';
import type { TransitionName } from '../../core/monitor/transition-name.ts';
import { type DeliverDeps, deliver } from '../../core/paths/deliver.ts';
import { openDeliveries } from '../../core/paths/open-deliveries.ts';
import type { DeliveryStore, DueDelivery } from '../../core/ports/delivery-store.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import type { Notice } from '../../core/ports/operators.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { createQueueHandler, type QueueHandler, type QueueHandlerOptions } from '../runtime/queue-handler.ts';

export interface NotifyDeps extends DeliverDeps {
  readonly store: DeliveryStore & Pick<HistoryStore, 'transition' | 'beats'>;
  /** Hands a notice to the operators; rejects where nobody could be told. */
  readonly tellOperators: (notice: Notice) => Promise<void>;
  /** What nobody else would make again must not wait for long: see QueueHandlerOptions. */
  readonly comeBack?: QueueHandlerOptions['comeBack'];
}

/** Tells people: opens deliveries for each transition, makes their attempts, and passes notices on. */
export const createNotifyHandler = (deps: NotifyDeps): QueueHandler =>
  createQueueHandler({ log: deps.log, comeBack: deps.comeBack, handle: (body) => handle(deps, body) });

async function handle(deps: NotifyDeps, body: string): Promise<void> {
  const message = readMessage(body);
  switch (message.type) {
    case 'transition':
      return openFor(deps, message.transition);
    case 'tickets':
      return void (await Promise.all(deliveriesIn(message.tickets).map((due) => attempt(deps, due))));
    case 'notice':
      return deps.tellOperators(message.notice);
  }
}

/** The event names its transition; history, which was written before it, has the whole of it. */
async function openFor(deps: NotifyDeps, name: TransitionName): Promise<void> {
  const transition = await deps.store.transition(name.ref, name.born, name.sequence);
  if (!transition) throw new UnreadableMessage('The transition is not in history');
  await openDeliveries(deps, transition);
}

function deliveriesIn(tickets: readonly Ticket[]): readonly DueDelivery[] {
  return tickets.map((ticket) => {
    if (ticket.type !== 'delivery') throw new UnreadableMessage('Only deliveries are made here');
    return ticket;
  });
}

/** What fails here the sweep finds again: the delivery is still due. */
async function attempt(deps: NotifyDeps, due: DueDelivery): Promise<void> {
  try {
    await deliver(deps, due);
  } catch (error) {
    const facts = { err: error, transition: due.transitionId, channel: due.channel };
    deps.log.error(facts, 'A delivery failed; the next sweep makes its ticket again');
  }
}
