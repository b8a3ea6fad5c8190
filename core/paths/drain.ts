import type { Monitor, WaitingSpan } from '../monitor/monitor.ts';
import { waitingSpans } from '../monitor/outbox.ts';
import { type Transition, transitionId } from '../monitor/transition.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { Log } from '../ports/log.ts';
import type { MonitorStore } from '../ports/monitor-store.ts';
import type { TransitionPublisher } from '../ports/transition-publisher.ts';

export interface DrainDeps {
  readonly store: MonitorStore & HistoryStore;
  readonly publisher: TransitionPublisher;
  readonly log: Log;
}

/**
 * Publishes what waits in the outbox, oldest first: history (idempotent), uptime, publisher, and only then the
 * outbox forgets exactly what was published. A crash anywhere leaves the rest waiting.
 * @returns false where publishing failed: what was not published still waits.
 */
export async function drain(deps: DrainDeps, monitor: Monitor): Promise<boolean> {
  try {
    for (const span of waitingSpans(monitor)) await publishSpan(deps, monitor, span);
  } catch (error) {
    deps.log.error(
      { err: error, kind: monitor.kind, id: monitor.id },
      'Publishing failed; it will be tried again',
    );
    return false;
  }
  await deps.store.markPublished(monitor, monitor.born, monitor.sequence);
  return true;
}

async function publishSpan(deps: DrainDeps, monitor: Monitor, span: WaitingSpan): Promise<void> {
  for (let sequence = span.first; sequence <= span.last; sequence++) {
    const transition = await waitingTransition(deps, monitor, span.born, sequence);
    if (!transition) {
      const lost = transitionId({ ...monitor, born: span.born, sequence });
      deps.log.error({ transition: lost }, 'A waiting transition is not in history any more');
      continue;
    }
    await deps.store.putTransition(transition);
    await deps.store.countUptime(transition);
    await deps.publisher.publish(transition);
  }
}

async function waitingTransition(
  deps: DrainDeps,
  monitor: Monitor,
  born: number,
  sequence: number,
): Promise<Transition | undefined> {
  const { last } = monitor;
  if (last && last.born === born && last.sequence === sequence) return last;
  return deps.store.transition(monitor, born, sequence);
}
