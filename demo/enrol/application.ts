import type { Api } from '../api.ts';
import { type ApplicationMember, patienceOf } from '../scenario-shape.ts';
import type { Speaker } from '../speaker.ts';

/** Adds an application. @returns what calls its address, which knows no other word than that it was called */
export async function enrolApplication(api: Api, member: ApplicationMember): Promise<Speaker> {
  const { lateAfter, downAfter } = patienceOf(member);
  const { uuid } = await api<{ uuid: string }>('POST', '/api/applications', {
    name: member.name,
    tags: member.tags,
    expected_interval: lateAfter,
    grace_period: downAfter - lateAfter,
  });
  return () => api('POST', `/heartbeat/${uuid}`, member.prints);
}
