import type { MonitorRef } from '../monitor/ref.ts';
import type { Transition } from '../monitor/transition.ts';
import type { Page } from './monitor-store.ts';

export const DELIVERY_STATES = ['pending', 'delivered', 'superseded', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One transition on its way to one channel. */
export interface Delivery {
  /** transitionId of the transition. */
  readonly transitionId: string;
  readonly channel: string;
  readonly transition: Transition;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: number;
  /** When the next attempt is due; while an attempt is under way, when it counts as lost. */
  readonly dueAt?: number | undefined;
  readonly settledAt?: number | undefined;
  /** What the receiver said last, without secrets; at most 500 characters. */
  readonly answer?: string | undefined;
}

export interface DeliveryRef {
  readonly transitionId: string;
  readonly channel: string;
}

export interface DueDelivery extends DeliveryRef {
  readonly dueAt: number;
}

/** The newest transition of a monitor that a channel was told. */
export interface Told {
  readonly born: number;
  readonly sequence: number;
}

export interface DeliveryStore {
  /** Writes a pending delivery IF there is none for this transition and channel. @returns whether it is new. */
  openDelivery(delivery: Delivery): Promise<boolean>;
  delivery(ref: DeliveryRef): Promise<Delivery | undefined>;
  /**
   * Writes `after` IF the stored one is still as read (state, attempts and dueAt). Where `after` is `delivered`,
   * the channel was told of this monitor, which is kept in the same write or before it.
   */
  changeDelivery(read: Delivery, after: Delivery): Promise<boolean>;
  dueDeliveries(before: number): AsyncIterable<readonly DueDelivery[]>;
  told(channel: string, ref: MonitorRef): Promise<Told | undefined>;
  /**
   * Newest first by `createdAt`, in an order that stays. A page may be short, or empty, while more follow: each
   * call looks at so many. What is opened meanwhile does not move the pages; a cursor that no page gave leads to
   * an empty last one.
   */
  listDeliveries(query: DeliveryQuery): Promise<Page<Delivery>>;
}

/** Which deliveries; what is left out excludes none. */
export interface DeliveryQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly channel?: string | undefined;
  readonly monitor?: MonitorRef | undefined;
}
