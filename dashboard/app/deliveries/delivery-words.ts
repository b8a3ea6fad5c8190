import type { Delivery, DeliveryState } from '../api/shapes.ts';
import { lasting } from '../time/words.ts';

export const STATE_NAME: Readonly<Record<DeliveryState, string>> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  superseded: 'Overtaken',
  failed: 'Failed',
};

const tries = (count: number): string => (count === 1 ? '1 attempt' : `${count} attempts`);

/** How it went with a delivery, in a sentence. */
export function deliveryWords({ status, attempts, next_attempt }: Delivery, now: number): string {
  switch (status) {
    case 'pending':
      return next_attempt === null || Date.parse(next_attempt) <= now
        ? 'under way'
        : `next attempt in ${lasting(Date.parse(next_attempt) - now)}, after ${tries(attempts)}`;
    case 'delivered':
      return `taken by the receiver after ${tries(attempts)}`;
    case 'superseded':
      return 'something newer was told in its place';
    case 'failed':
      return `given up after ${tries(attempts)}`;
  }
}
