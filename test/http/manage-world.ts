import type { EventParts } from '../support/http-event.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld, type WorldSettings } from '../support/http-world.ts';
import { T0 } from '../support/monitors.ts';

export const ref = (id: string) => ({ kind: 'service' as const, id });

/** A world in which every request bears the admin key unless the test says otherwise. */
export async function manageWorld(settings: WorldSettings = {}) {
  const world = await openHttpWorld({ at: T0, rateLimit: false, ...settings });
  await world.hasKey('the-admin', 'admin');
  const send = async (method: string, path: string, body?: unknown, parts: EventParts = {}) => {
    const answer = await world.send(method, path, { headers: bearer('the-admin'), body, ...parts });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: bodyOf(answer) as Record<string, unknown>,
    };
  };
  const beat = async (serviceId: string, key?: string) =>
    (await world.send('POST', '/api/heartbeat', { body: { serviceId }, headers: key ? bearer(key) : {} }))
      .statusCode;
  return { ...world, send, beat };
}
