import { deadlineOf } from './deadline.ts';
import type { Monitor } from './monitor.ts';

/**
 * `after` with `dueAt` as any writer but judge may set it: a flip wakes judge `now`; otherwise `dueAt` only
 * comes nearer, to the new deadline. A schedule that cannot be evaluated wakes judge too, who reports it.
 */
export function armed(before: Monitor, after: Monitor, now: number): Monitor {
  if (after.sequence > before.sequence) return { ...after, dueAt: now };
  const deadline = deadlineOrNow(after, now);
  if (deadline === undefined || (after.dueAt !== undefined && after.dueAt <= deadline)) return after;
  return { ...after, dueAt: deadline };
}

function deadlineOrNow(monitor: Monitor, now: number): number | undefined {
  try {
    return deadlineOf(monitor)?.at;
  } catch {
    return now;
  }
}
