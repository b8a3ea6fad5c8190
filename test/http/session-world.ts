import type { HttpAnswer } from '../../lambdas/runtime/endpoint.ts';
import { bodyOf, type EventParts } from '../support/http-event.ts';
import { openHttpWorld, type WorldOptions } from '../support/http-world.ts';
import { T0 } from '../support/monitors.ts';

/** The name and value of the one cookie that an answer sets. */
export const cookieOf = ({ cookies }: HttpAnswer): string => cookies?.[0]?.split(';')[0] ?? 'no cookie';

/** A private world with a key of each role, in which browsers log in. */
export async function sessionWorld(options: WorldOptions = {}) {
  const world = await openHttpWorld({ at: T0, dashboardAccess: 'private', ...options });
  for (const role of ['admin', 'writer', 'reader', 'beat', 'canary'] as const)
    await world.hasKey(`the-${role}`, role);
  const logIn = (key: unknown, parts: EventParts = {}) =>
    world.send('POST', '/api/session', { body: { key }, ...parts });
  /** A browser that is logged in: what it sends bears its cookie, and the header that our pages set. */
  const browser = async (key: string) => {
    const cookie = cookieOf(await logIn(key));
    const send = (method: string, path: string, parts: EventParts = {}) =>
      world.send(method, path, {
        cookies: [cookie],
        ...parts,
        headers: { 'x-heartbeat-session': '1', ...parts.headers },
      });
    return { cookie, send };
  };
  const whoIs = async (cookie: string) => {
    const answer = await world.send('GET', '/api/session', { cookies: [cookie] });
    return {
      ...(bodyOf(answer) as { role: string | null; expires: string | null }),
      cookies: answer.cookies,
    };
  };
  return { ...world, logIn, browser, whoIs };
}
