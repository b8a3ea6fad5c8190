import type { Api } from '../api.ts';
import { about, type Random } from '../random.ts';
import { type DaemonMember, patienceOf } from '../scenario-shape.ts';
import type { Report, Speaker } from '../speaker.ts';

const HEALTH: Readonly<Record<Report, string>> = { up: 'healthy', degraded: 'degraded', down: 'unhealthy' };
/** How much longer a task takes, and how many fail, when it is so. */
const SLOWNESS: Readonly<Record<Report, number>> = { up: 1, degraded: 4, down: 12 };
const ERROR_RATE: Readonly<Record<Report, number>> = { up: 0.002, degraded: 0.04, down: 0.8 };

/** Registers a daemon. @returns what sends its heartbeats, with figures that follow how it is */
export async function enrolDaemon(api: Api, member: DaemonMember, random: Random): Promise<Speaker> {
  await api('POST', '/api/daemon/register', {
    daemonId: member.id,
    name: member.name,
    tags: member.tags,
    version: member.version,
    capabilities: member.capabilities,
    pollInterval: member.every * 1_000,
    stalenessThreshold: patienceOf(member).downAfter,
  });
  let tasksProcessed = 0;
  return (report, message) => {
    tasksProcessed += report === 'down' ? 0 : Math.round(about(member.tasks, 0.3, random));
    return api('POST', '/api/daemon/heartbeat', {
      daemonId: member.id,
      status: HEALTH[report],
      tasksProcessed,
      currentTask: `${member.capabilities[0]}-${100_000 + tasksProcessed}`,
      message,
      metadata: {
        avgResponseTimeMs: Math.round(about(member.responseMs * SLOWNESS[report], 0.25, random)),
        errorRate: Number(about(ERROR_RATE[report], 0.2, random).toFixed(4)),
      },
    });
  };
}
