import { routeTable } from '../../../contracts/http/route-table.ts';
import { ROUTES } from '../../../contracts/routes.ts';
import { aDelivery } from '../deliveries.ts';
import { bearer, type EventParts } from '../http-event.ts';
import { type HttpWorld, openHttpWorld, type WorldOptions, worldOn } from '../http-world.ts';
import { ManualClock } from '../manual-clock.ts';
import { MemoryStore } from '../memory-store.ts';
import { T0 } from '../monitors.ts';
import { undocumented } from './documented.ts';
import { type Harvest, plant } from './harvest.ts';

export const KEYS = {
  none: {},
  wrong: bearer('wrong'),
  malformed: { authorization: 'Bearer', 'x-api-key': '\u0000' },
  beat: bearer('the-beat'),
  reader: bearer('the-reader'),
  writer: { 'X-API-Key': 'the-writer' },
  admin: bearer('the-admin'),
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An id that is there from the start, of a service. */
const KNOWN = 'with-key';
/** Services that examples of heartbeats speak for. */
const SPOKEN_FOR = ['service-1', 'service-2', 'service-3'];

async function peopled(world: HttpWorld): Promise<HttpWorld> {
  await world.has({ id: KNOWN, key: 'the-beat' });
  await world.has({ id: 'in-file', config: { source: 'file' } });
  for (const id of SPOKEN_FOR) await world.has({ id });
  for (const role of ['admin', 'writer', 'reader'] as const) await world.hasKey(`the-${role}`, role);
  await world.store.openDelivery(aDelivery({ state: 'failed', attempts: 9, settledAt: T0 }));
  return world;
}

/** On disk, where every odd text is written and read in truth. */
export const worldOnDisk = async (): Promise<HttpWorld> => peopled(await openHttpWorld({ rateLimit: false }));

/** For what asks nothing of the store. */
export function worldInMemory(settings: WorldOptions): Promise<HttpWorld> {
  const clock = new ManualClock();
  return peopled(worldOn(new MemoryStore(clock), clock, settings));
}

/** One thing of each kind is there, made by the examples of the routes. */
export const plantAll = (world: HttpWorld): Promise<Harvest> => plant(world, ROUTES, { headers: KEYS.admin });

/** The path with ids of what is there, as far as one is known. */
export const pathOf = (path: string, harvest?: Harvest): string =>
  path.replace(/\{([^}]+)\}/g, (_, name: string) => harvest?.inPath(path, name)[0] ?? KNOWN);

export const namedRoutes = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const);

const table = routeTable(ROUTES);

/** Sends one request and says what of its answer is not declared. */
export async function problemsOf(world: HttpWorld, method: string, target: string, parts: EventParts) {
  const answer = await world.send(method, target, parts);
  const [path = '/'] = target.split('?');
  return { status: answer.statusCode ?? 0, problems: undocumented(table, { method, path }, answer) };
}
