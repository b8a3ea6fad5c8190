import type { Gap } from './hearing.ts';
import type { Monitor, WaitingSpan } from './monitor.ts';
import type { Reason, Status } from './status.ts';
import type { Transition } from './transition.ts';

export interface Change {
  readonly to: Status;
  readonly reason: Reason;
  readonly at: number;
  readonly message?: string | undefined;
  readonly gap?: Gap | undefined;
}

/**
 * The monitor in its new status with the transition in its outbox; the same monitor if the status does not
 * change. Dated max(its own time, the last transition's), so that history never runs backwards.
 */
export function moveTo(monitor: Monitor, change: Change): Monitor {
  if (change.to === monitor.status) return monitor;
  const at = Math.max(change.at, monitor.since);
  const transition: Transition = {
    kind: monitor.kind,
    id: monitor.id,
    born: monitor.born,
    sequence: monitor.sequence + 1,
    from: monitor.status,
    to: change.to,
    reason: change.reason,
    at,
    fromSince: monitor.since,
    lastBeatAt: monitor.lastBeatAt,
    name: monitor.config.name,
    tags: monitor.config.tags,
    owner: monitor.config.owner,
    channels: monitor.config.channels,
    message: change.message,
    gap: change.gap,
  };
  return {
    ...monitor,
    status: change.to,
    reason: change.reason,
    since: at,
    sequence: transition.sequence,
    last: transition,
    streak: undefined,
    // A heartbeat must not find a run of a life that is over.
    runs: change.to === 'closed' ? {} : monitor.runs,
    expiresAt: undefined,
  };
}

/** What the outbox holds, oldest first: spans of transitions that were not published yet. */
export function waitingSpans(monitor: Monitor): WaitingSpan[] {
  const own = { born: monitor.born, first: monitor.published + 1, last: monitor.sequence };
  return [...(monitor.inherited ?? []), ...(own.first <= own.last ? [own] : [])];
}

export const hasWaiting = (monitor: Monitor): boolean =>
  monitor.published < monitor.sequence || (monitor.inherited ?? []).length > 0;
