import { subjectOf } from '../../core/monitor/ref.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';

/** A monitor within a group of transitions. */
export interface NewestChange {
  readonly newest: Transition;
  /** How many of the transitions are its own. */
  readonly changes: number;
}

const isNewer = (one: Transition, other: Transition): boolean =>
  one.born === other.born ? one.sequence > other.sequence : one.born > other.born;

const newerOf = (one: Transition, other: Transition): Transition => (isNewer(other, one) ? other : one);

/** Each monitor once, by its newest transition, in the order in which they first come. */
export function newestChanges(transitions: readonly Transition[]): readonly NewestChange[] {
  const once = new Map(transitions.map((t) => [transitionId(t), t])).values();
  const byMonitor = Map.groupBy(once, subjectOf);
  return [...byMonitor.values()].map((own) => ({ newest: own.reduce(newerOf), changes: own.length }));
}
