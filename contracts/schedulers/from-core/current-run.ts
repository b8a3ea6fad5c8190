import { boundsOf } from '../../../core/monitor/deadline.ts';
import type { Monitor, Run } from '../../../core/monitor/monitor.ts';
import { runIdOf } from '../../../core/monitor/runs.ts';
import { isoOrNull } from '../../http/iso.ts';
import type { OpenState } from '../schemas/run.ts';

/** The open runs of a scheduler with their limits, newest first. */
export const currentRunsOf = (monitor: Monitor, now: number): object[] =>
  Object.entries(monitor.runs)
    .sort(([, a], [, b]) => begunAt(b) - begunAt(a))
    .map(([key, run]) => currentRun(monitor, key, run, now));

const begunAt = (run: Run): number => run.startedAt ?? run.announcedAt;

function currentRun(monitor: Monitor, key: string, run: Run, now: number): object {
  const { endBy, heardBy } = boundsOf(monitor, run) ?? {};
  return {
    run_id: runIdOf(key) ?? null,
    state: run.startedAt === undefined ? 'pending' : stateOf(endBy, heardBy, now),
    announced_at: isoOrNull(run.announcedAt),
    started_at: isoOrNull(run.startedAt),
    last_heartbeat_at: isoOrNull(run.heardAt),
    must_end_by: isoOrNull(endBy),
    must_be_heard_by: isoOrNull(heardBy),
  };
}

/** Of a run that has started; without a limit, as while its scheduler is paused, it goes over none. */
function stateOf(endBy: number | undefined, heardBy: number | undefined, now: number): OpenState {
  if (endBy !== undefined && now > endBy) return 'overrun';
  return heardBy !== undefined && now > heardBy ? 'silent' : 'running';
}
