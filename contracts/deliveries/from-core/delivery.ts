import type { Delivery } from '../../../core/ports/delivery-store.ts';
import { isoOrNull } from '../../http/iso.ts';
import { deliveryName } from '../delivery-name.ts';

/** A delivery as the API shows it. */
export const deliveryOf = (delivery: Delivery) => {
  const { transition, transitionId, channel, state, attempts, createdAt, dueAt, settledAt, answer } =
    delivery;
  const { kind, id, name, from, to, reason, at } = transition;
  return {
    id: deliveryName(delivery),
    channel,
    monitor: { kind, id, name },
    transition: { id: transitionId, from, to, reason, at: isoOrNull(at) },
    status: state,
    attempts,
    created: isoOrNull(createdAt),
    next_attempt: state === 'pending' ? isoOrNull(dueAt) : null,
    settled: isoOrNull(settledAt),
    answer: answer ?? null,
  };
};

/** Why a delivery that has not failed is not sent again. */
export function whyNotAgain({ state, settledAt, dueAt }: Delivery): string {
  switch (state) {
    case 'delivered':
      return `It was delivered at ${isoOrNull(settledAt)}`;
    case 'superseded':
      return `Something newer of this monitor was told in its place at ${isoOrNull(settledAt)}`;
    default:
      return `It is still on its way: the next attempt is due at ${isoOrNull(dueAt)}`;
  }
}
