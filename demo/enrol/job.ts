import type { Api } from '../api.ts';
import { type JobMember, patienceOf } from '../scenario-shape.ts';
import type { RunSpeaker } from '../speaker.ts';

/** How far apart its runs start, as the API takes it. */
function rhythmOf(member: JobMember): object {
  if (member.schedule) return { schedule: member.schedule[0], timezone: member.schedule[1] };
  const { lateAfter, downAfter } = patienceOf(member);
  return { expected_interval_seconds: Math.ceil(lateAfter), grace_seconds: Math.ceil(downAfter - lateAfter) };
}

/** Registers a job. @returns what reports its runs */
export async function enrolJob(api: Api, member: JobMember): Promise<RunSpeaker> {
  const [service_name, job_name] = member.name.split(' / ');
  await api('POST', '/api/v1/schedulers/register', {
    scheduler_id: member.id,
    service_name,
    job_name,
    owner_email: member.owner,
    tags: member.tags,
    max_runtime_seconds: member.longestRun,
    ...rhythmOf(member),
  });
  const path = `/api/v1/schedulers/${member.id}`;
  const report = (status: string, more: object = {}) => api('PUT', `${path}/status`, { status, ...more });
  return {
    started: () => report('running'),
    alive: () => api('POST', `${path}/heartbeat`, {}),
    completed: (tookMs) => report('completed', { execution_time_ms: Math.round(tookMs) }),
    failed: (tookMs, error_message) =>
      report('failed', { execution_time_ms: Math.round(tookMs), error_message }),
  };
}
