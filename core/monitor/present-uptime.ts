import type { Monitor } from './monitor.ts';
import type { StatusFrom, Uptime } from './uptime.ts';

/** The uptime with the present status at its end, which may not be counted yet. */
export function presentUptime(
  { status, since, sequence }: Pick<Monitor, 'status' | 'since' | 'sequence'>,
  uptime: Uptime | undefined,
): Pick<Uptime, 'changes' | 'days'> {
  const present: StatusFrom = [since, status];
  if (!uptime) return { changes: [present], days: [] };
  if (uptime.sequence >= sequence) return uptime;
  return { changes: [...uptime.changes, present], days: uptime.days };
}
