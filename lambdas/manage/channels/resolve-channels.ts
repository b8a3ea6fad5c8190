import type * as z from 'zod/mini';
import { audienceAnswer } from '../../../contracts/channels/from-core/audience.ts';
import { question } from '../../../contracts/channels/schemas/resolve.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { misfit, notFound } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { audienceOf, type Routed } from '../../../core/alerts/audience.ts';
import { ownerSilence, silentOf } from '../../../core/alerts/silence.ts';
import type { Status } from '../../../core/monitor/status.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

type Question = z.infer<typeof question>;
type Subject = Pick<Routed, 'tags' | 'channels' | 'owner'> & { readonly status?: Status };

/** The monitor as it is described, or as it is. @throws HttpError 404 where it is neither described nor there */
async function subjectOf({ store }: Runtime, asked: Question): Promise<Subject> {
  const { kind, id, tags, channels, owner_email: email } = asked;
  if (tags ?? channels ?? email) {
    return { tags: tags ?? [], channels: channels ?? undefined, owner: email ? { email } : undefined };
  }
  const monitor = await store.read({ kind, id });
  if (!monitor || monitor.status === 'closed') throw notFound('Unknown monitor');
  const { config, status } = monitor;
  return { tags: config.tags, channels: config.channels, owner: config.owner, status };
}

/** What a monitor most likely leaves when it goes there. */
const leftFor = (to: Status, now: Status | undefined): Status => {
  if (now !== undefined && now !== to) return now;
  return to === 'up' ? 'down' : 'up';
};

/** `POST /api/channels/resolve`: nothing is sent and nothing is changed. */
export const resolveChannels =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const asked = fitting(question, jsonBody(event));
    const { kind, id } = asked;
    const { status, ...subject } = await subjectOf(runtime, asked);
    const to = asked.to ?? 'down';
    const from = asked.from ?? leftFor(to, status);
    if (from === to) throw misfit([{ path: 'from', message: 'must be another status than to' }]);
    const routed: Routed = { kind, id, from, to, ...subject };
    const channels = await runtime.channels.known();
    const { mailsOwners } = runtime.channels;
    const listeners = audienceOf(routed, channels, { mailsOwners });
    return jsonAnswer(
      200,
      audienceAnswer(routed, {
        channels,
        listeners,
        silent: silentOf(routed, channels, listeners),
        ownerSilence: ownerSilence(routed, channels, { listeners, mailsOwners }),
      }),
    );
  };
