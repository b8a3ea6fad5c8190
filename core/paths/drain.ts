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
 * Progress is kept after so many, at about 30 ms each: a long outbox must get shorter even if the function that
 * drains it is ended by its time limit.
 */
const MOST_AT_ONCE = 50;

/**
 * Publishes what waits in the outbox, oldest first and at most 50 at once: history (idempotent),
 * publisher, uptime, and only then the outbox forgets exactly what was published. A crash anywhere leaves the rest waiting.
 * @returns false where publishing failed: what was not published still waits.
 */
export async function drain(deps: DrainDeps, monitor: Monitor): Promise<boolean> {
  const spans = waitingSpans(monitor);
  const next = spans
    .flatMap(({ born, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, i) => ({ born, sequence: first + i })),
    )
    .slice(0, MOST_AT_ONCE);
  let done = 0;
  try {
    for (const { born, sequence } of next) {
      await publishOne(deps, monitor, born, sequence);
      done += 1;
    }
  } catch (error) {
    const { kind, id } = monitor;
    deps.log.error({ err: error, kind, id }, 'Publishing failed; it will be tried again');
  }
  if (done > 0) await keepProgress(deps.store, monitor, withoutFirst(spans, done));
  return done === next.length;
}

function withoutFirst(spans: readonly WaitingSpan[], count: number): readonly WaitingSpan[] {
  const [span, ...later] = spans;
  if (!span) return [];
  const length = span.last - span.first + 1;
  if (count >= length) return withoutFirst(later, count - length);
  return [{ ...span, first: span.first + count }, ...later];
}

/** Progress is kept, so that a publisher that fails now and then cannot hold up a long outbox for ever. */
async function keepProgress(
  store: MonitorStore,
  monitor: Monitor,
  left: readonly WaitingSpan[],
): Promise<void> {
  const inherited = left.filter(({ born }) => born !== monitor.born);
  if (inherited.length > 0) {
    // Losing this write to another costs a repetition under the same id, no more.
    await store.change(monitor, { ...monitor, inherited });
    return;
  }
  const own = left[0];
  await store.markPublished(monitor, monitor.born, own ? own.first - 1 : monitor.sequence);
}

async function publishOne(deps: DrainDeps, monitor: Monitor, born: number, sequence: number): Promise<void> {
  const transition = await waitingTransition(deps, monitor, born, sequence);
  if (!transition) {
    const lost = transitionId({ ...monitor, born, sequence });
    deps.log.error({ transition: lost }, 'A waiting transition is not in history any more');
    return;
  }
  await deps.store.putTransition(transition);
  await deps.publisher.publish(transition);
  await deps.store.countUptime(transition);
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
