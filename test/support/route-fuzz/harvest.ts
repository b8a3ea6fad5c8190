import type { Route } from '../../../contracts/http/route.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import type { EventParts } from '../http-event.ts';
import type { HttpWorld } from '../http-world.ts';

const MOST_ID_LENGTH = 128;
const ID_NAME = /^id$|Id$|_id$/;

interface Found {
  /** The address that made it. */
  readonly place: string;
  /** The field that it stands in. */
  readonly name: string;
  readonly text: string;
}

/** What is there after every example was sent: texts by their fields, and by the address that made them. */
export class Harvest {
  private readonly found: readonly Found[];

  constructor(found: readonly Found[]) {
    this.found = found;
  }

  /** Texts of the fields of this name, wherever they were found. */
  named(name: string): string[] {
    return distinct(this.found.filter((one) => one.name === name));
  }

  /** Values that the parameter of a path may have: first what was made under the same address. */
  inPath(path: string, name: string): string[] {
    if (name === 'kind') return [...KINDS];
    const ids = this.found.filter((one) => ID_NAME.test(one.name));
    // An id beside a kind is that of anything that is watched.
    if (path.includes('{kind}')) return distinct(ids);
    const place = path.slice(0, path.indexOf('/{'));
    const namesakes = this.found.filter((one) => one.name === name);
    const near = namesakes.filter((one) => one.place.startsWith(place));
    return distinct([...near, ...namesakes, ...ids]);
  }
}

const distinct = (found: readonly Found[]): string[] => [...new Set(found.map(({ text }) => text))];

function textsIn(value: unknown, place: string, name = ''): Found[] {
  if (typeof value === 'string') return value.length <= MOST_ID_LENGTH ? [{ place, name, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    textsIn(member, place, Array.isArray(value) ? name : key),
  );
}

/** A list of what nobody posts: it comes about by itself. */
const isOnlyList = ({ method, path }: Route, routes: readonly Route[]): boolean =>
  method === 'GET' &&
  routes.some((one) => one.path === `${path}/{id}`) &&
  !routes.some((one) => one.path === path && one.method === 'POST');

/** Sends every example of every route that makes something, so that something of each kind is there. */
export async function plant(world: HttpWorld, routes: readonly Route[], parts: EventParts): Promise<Harvest> {
  const made: Found[] = [];
  const asked: Found[] = [];
  const listed: Found[] = [];
  for (const { method, path, bodyExamples = {} } of routes) {
    for (const body of Object.values(bodyExamples)) {
      asked.push(...textsIn(body, ''));
      if (method !== 'POST' || path.includes('{')) continue;
      const { statusCode = 500, body: answer } = await world.send(method, path, { ...parts, body });
      if (statusCode < 300 && answer) made.push(...textsIn(JSON.parse(answer), path));
    }
  }
  for (const { path } of routes.filter((route) => isOnlyList(route, routes))) {
    const { body } = await world.send('GET', path, parts);
    if (body) listed.push(...textsIn(JSON.parse(body), path));
  }
  return new Harvest([...made, ...listed, ...asked]);
}
