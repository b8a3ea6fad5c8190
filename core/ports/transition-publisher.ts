import type { Transition } from '../monitor/transition.ts';

/** Hands a transition on, at least once; rejects if it may not have arrived. */
export interface TransitionPublisher {
  publish(transition: Transition): Promise<void>;
}
