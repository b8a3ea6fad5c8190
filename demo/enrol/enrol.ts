import type { Api } from '../api.ts';
import { playBeats } from '../play-beats.ts';
import { playRuns } from '../play-runs.ts';
import type { Random } from '../random.ts';
import type { Member } from '../scenario-shape.ts';
import type { Stage } from '../stage.ts';
import { enrolApplication } from './application.ts';
import { enrolDaemon } from './daemon.ts';
import { enrolJob } from './job.ts';
import { enrolService } from './service.ts';

/** Who speaks: the admin sets up, the fleet sends with a writer's key. */
export interface Clients {
  readonly admin: Api;
  readonly fleet: Api;
}

/** Plays a member until the stage is over. */
export type Part = (stage: Stage) => Promise<void>;

async function speakerOf(
  { admin, fleet }: Clients,
  member: Exclude<Member, { kind: 'scheduler' }>,
  random: Random,
) {
  switch (member.kind) {
    case 'service':
      return enrolService(admin, member);
    case 'daemon':
      return enrolDaemon(fleet, member, random);
    case 'application':
      return enrolApplication(admin, member);
  }
}

/** Registers a member as its dialect does. @returns its part, ready to be played */
export async function enrol(clients: Clients, member: Member, random: Random): Promise<Part> {
  if (member.kind === 'scheduler') {
    const job = await enrolJob(clients.fleet, member);
    return (stage) => playRuns(stage, member, job, random);
  }
  const speaker = await speakerOf(clients, member, random);
  if (member.is === 'unheard') return async () => {};
  if (member.is !== 'paused') return (stage) => playBeats(stage, member, speaker, random);
  await speaker('up');
  await clients.admin('POST', `/api/${member.kind}s/${member.id}/pause`);
  return async () => {};
}
