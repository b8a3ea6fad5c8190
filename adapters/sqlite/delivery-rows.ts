import type { Transition } from '../../core/monitor/transition.ts';
import type { Delivery, DeliveryState } from '../../core/ports/delivery-store.ts';

export interface DeliveryRow {
  readonly transition_id: string;
  readonly channel: string;
  readonly transition_doc: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly settled_at: number | null;
  readonly answer: string | null;
}

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  transitionId: row.transition_id,
  channel: row.channel,
  transition: JSON.parse(row.transition_doc) as Transition,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.created_at,
  ...(row.due_at !== null && { dueAt: row.due_at }),
  ...(row.settled_at !== null && { settledAt: row.settled_at }),
  ...(row.answer !== null && { answer: row.answer }),
});
