import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { T0 } from './monitors.ts';

type DeliveryOverrides = Partial<Omit<Delivery, 'transition' | 'transitionId'>> & {
  readonly transition?: Partial<Transition>;
};

/** A delivery to Slack of a service that went down; its times are those of its transition. */
export function aDelivery({ transition: about, ...more }: DeliveryOverrides = {}): Delivery {
  const transition: Transition = {
    kind: 'service',
    id: 'payment-api',
    born: T0,
    sequence: 1,
    from: 'up',
    to: 'down',
    reason: 'missed',
    at: T0,
    fromSince: T0,
    name: 'Payment API',
    tags: [],
    ...about,
  };
  return {
    transitionId: transitionId(transition),
    channel: 'slack',
    transition,
    state: 'pending',
    attempts: 0,
    createdAt: transition.at,
    ...more,
  };
}
