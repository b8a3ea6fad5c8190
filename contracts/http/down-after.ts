import { deadlineOf } from '../../core/monitor/deadline.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';

/**
 * The moment after which silence makes it down, epoch ms. A schedule that cannot be evaluated is reported by judge;
 * whoever reads about it must not fail for it.
 */
export function downAfter(monitor: Monitor): number | undefined {
  try {
    const deadline = deadlineOf(monitor);
    return deadline?.becomes === 'down' ? deadline.at : undefined;
  } catch {
    return undefined;
  }
}
