import type { FleetReading, View } from '../../../core/paths/read-fleet.ts';
import { daemonOf, isStale } from './daemon.ts';

const byId = (a: View, b: View): number => (a.monitor.id < b.monitor.id ? -1 : 1);

/**
 * Who is heard and who is not, by id. A paused daemon that is silent is neither: nobody shall be alerted of it. Nor is
 * one that people announced and that was never heard.
 */
export function healthAnswer({ at, views }: FleetReading): object {
  const known = views.filter(({ monitor }) => monitor.lastBeatAt !== undefined);
  const those = (stale: boolean) => known.filter((view) => isStale(view, at) === stale).sort(byId);
  const [heard, silent] = [those(false), those(true)];
  return {
    activeDaemons: heard.map(({ monitor }) => daemonOf(monitor)),
    stale: silent.filter(({ status }) => status !== 'paused').map(({ monitor }) => daemonOf(monitor)),
    totalActive: heard.length,
  };
}
