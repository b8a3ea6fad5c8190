import { bodyOf, type EventParts } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld, type WorldOptions } from '../support/http-world.ts';

export const daemonRef = (id: string) => ({ kind: 'daemon' as const, id });

/** A registration as the specification shows it, at the time of its examples. */
export const REGISTRATION = {
  daemonId: 'daemon_macmini_1',
  version: '2.2',
  capabilities: ['queue', 'cron'],
  pollInterval: 5000,
  registeredAt: '2026-01-25T12:00:00Z',
};
export const REGISTERED_AT = Date.parse('2026-01-25T12:00:00Z');
export const { daemonId: ID } = REGISTRATION;

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

/** Speaks with a world's daemon routes: as the admin unless another key is given, or `null` for none. */
export function speaking(world: HttpWorld) {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    key: string | null = 'the-admin',
    parts: EventParts = {},
  ): Promise<Answer> => {
    const headers = { ...(key !== null && { 'x-api-key': key }), ...parts.headers };
    const answer = await world.send(method, path, { body, ...parts, headers });
    return {
      status: answer.statusCode,
      headers: answer.headers ?? {},
      body: bodyOf(answer) as Answer['body'],
    };
  };
  return {
    send,
    register: (fields: object = {}, key?: string | null) =>
      send('POST', '/api/daemon/register', { ...REGISTRATION, ...fields }, key),
    beat: (fields: object = {}, key?: string | null) =>
      send('POST', '/api/daemon/heartbeat', { daemonId: ID, status: 'healthy', ...fields }, key),
    /** Who is active and who is stale, by id. */
    async health() {
      world.runtime.fleet.drop();
      const { body } = await send('GET', '/api/daemon/health');
      const ids = (list: unknown) => (list as { daemonId: string }[]).map(({ daemonId }) => daemonId);
      return { active: ids(body.activeDaemons), stale: ids(body.stale), totalActive: body.totalActive };
    },
  };
}

/** A world with an admin, two writers, a reader and a service's own key. */
export async function daemonWorld(options: WorldOptions = {}) {
  const world = await openHttpWorld({ at: REGISTERED_AT, rateLimit: false, ...options });
  await world.hasKey('the-admin', 'admin');
  await world.hasKey('writer-1', 'writer');
  await world.hasKey('writer-2', 'writer');
  await world.hasKey('a-reader', 'reader');
  await world.hasKey('of-a-service', 'beat');
  return { ...world, ...speaking(world) };
}
