import type { Monitor } from '../monitor/monitor.ts';
import { hasWaiting } from '../monitor/outbox.ts';
import type { HistoryStore } from '../ports/history-store.ts';

/**
 * Before a flip takes the outbox's one place, the transition that still waits there moves to history, so that
 * an outage of the publisher cannot grow the monitor. Idempotent, and true even if the flip then loses.
 */
export async function keepWaitingTransition(
  store: HistoryStore,
  before: Monitor,
  after: Monitor,
): Promise<void> {
  const replaced = after.sequence !== before.sequence || after.born !== before.born;
  if (replaced && hasWaiting(before) && before.last) await store.putTransition(before.last);
}
