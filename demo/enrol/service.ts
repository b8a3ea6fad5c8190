import type { Api } from '../api.ts';
import { patienceOf, type ServiceMember } from '../scenario-shape.ts';
import type { Speaker } from '../speaker.ts';

/** Adds a service. @returns what sends its heartbeats, with the key that it was given. */
export async function enrolService(api: Api, member: ServiceMember): Promise<Speaker> {
  const { lateAfter, downAfter } = patienceOf(member);
  const { apiKey } = await api<{ apiKey: string }>('POST', '/api/services', {
    serviceId: member.id,
    name: member.name,
    tags: member.tags,
    ownerEmail: member.owner,
    expectedInterval: lateAfter,
    stalenessThreshold: downAfter,
  });
  return (status, message) =>
    api('POST', '/api/heartbeat', { serviceId: member.id, token: apiKey, status, message });
}
