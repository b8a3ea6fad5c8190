import { createHash } from 'node:crypto';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';

/** The same for the same transitions, in whatever order: a group that is sent again is the same group. Hex. */
export function groupKey(transitions: readonly Transition[]): string {
  const ids = [...new Set(transitions.map(transitionId))].sort();
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex');
}
