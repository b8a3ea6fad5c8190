import type { Monitor } from '../monitor/monitor.ts';
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
  const waiting = waitingSpans(monitor).flatMap(({ born, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, i) => ({ born, sequence: first + i })),
  );
  let done = 0;
  try {
    for (const { born, sequence } of waiting) {
      await publishOne(deps, monitor, born, sequence);
      done += 1;
    }
  } catch (error) {
    const { kind, id } = monitor;
    deps.log.error({ err: error, kind, id }, 'Publishing failed; it will be tried again');
  }
  await keepProgress(deps.store, monitor, waiting.slice(0, done), waiting.slice(done));
  return done === waiting.length;
}

interface Entry {
  readonly born: number;
  readonly sequence: number;
}

/** Progress is kept, so that a publisher that fails now and then cannot hold up a long outbox for ever. */
async function keepProgress(
  store: MonitorStore,
  monitor: Monitor,
  published: readonly Entry[],
  left: readonly Entry[],
): Promise<void> {
  const inheritedLeft = left.filter(({ born }) => born !== monitor.born);
  if (inheritedLeft.length === 0) {
    const own = published.findLast(({ born }) => born === monitor.born);
    if (published.length > 0)
      await store.markPublished(monitor, monitor.born, own?.sequence ?? monitor.published);
  } else if (published.length > 0) {
    const inherited = inheritedLeft.map(({ born, sequence }) => ({ born, first: sequence, last: sequence }));
    // Losing this write to another costs a repetition under the same id, no more.
    await store.change(monitor, { ...monitor, inherited });
  }
}

async function publishOne(deps: DrainDeps, monitor: Monitor, born: number, sequence: number): Promise<void> {
  const transition = await waitingTransition(deps, monitor, born, sequence);
  if (!transition) {
    const lost = transitionId({ ...monitor, born, sequence });
    deps.log.error({ transition: lost }, 'A waiting transition is not in history any more');
    return;
  }
  await deps.store.putTransition(transition);
  await deps.store.countUptime(transition);
  await deps.publisher.publish(transition);
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
