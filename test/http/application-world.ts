import type { EventParts } from '../support/http-event.ts';
import { manageWorld } from './manage-world.ts';

export const IMPORT = { name: 'Import', expected_interval: 300 };

/** A world with one application, as its creation was answered. */
export async function applicationWorld(fields: object = {}) {
  const world = await manageWorld();
  const { body } = await world.send('POST', '/api/applications', { ...IMPORT, ...fields });
  const uuid = String(body.uuid);
  /** Sends a heartbeat as its sender does: without any key. */
  const ping = (method = 'POST', parts: EventParts = {}) =>
    world.send(method, `/heartbeat/${uuid}`, undefined, { headers: {}, ...parts });
  const ref = { kind: 'application', id: String(body.monitor_id) } as const;
  return { ...world, body, uuid, ref, path: `/api/applications/${uuid}`, ping };
}
