import type { Route } from '../../../contracts/http/route.ts';
import type { EventParts } from '../http-event.ts';
import type { HttpWorld } from '../http-world.ts';

const MOST_ID_LENGTH = 128;

/** Texts by the name of the field that they stand in. */
export type Harvest = ReadonlyMap<string, readonly string[]>;

function collect(value: unknown, into: Map<string, Set<string>>, key = ''): void {
  if (typeof value === 'string' && value.length <= MOST_ID_LENGTH) {
    into.set(key, (into.get(key) ?? new Set()).add(value));
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value))
    collect(member, into, Array.isArray(value) ? key : name);
}

/** Sends every example of every route that makes something, so that something of each kind is there. */
export async function plant(world: HttpWorld, routes: readonly Route[], parts: EventParts): Promise<Harvest> {
  const found = new Map<string, Set<string>>();
  for (const { method, path, bodyExamples = {} } of routes) {
    for (const body of Object.values(bodyExamples)) {
      collect(body, found);
      if (method !== 'POST' || path.includes('{')) continue;
      const answer = await world.send(method, path, { ...parts, body });
      if ((answer.statusCode ?? 500) < 300 && answer.body) collect(JSON.parse(answer.body), found);
    }
  }
  return new Map([...found].map(([name, texts]) => [name, [...texts]]));
}
