import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import type { ApplicationsQuery } from '../schemas/application.ts';
import { applicationOf } from './application.ts';

const DEFAULT_LIMIT = 100;

/** Where an application stands in the list: it never moves. */
interface Place {
  readonly born: number;
  readonly id: string;
}

const byPlace = (a: Place, b: Place): number => a.born - b.born || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function placeOf(cursor: string): Place {
  const [born = '', id = ''] = cursor.split('-');
  return { born: Number(born), id };
}

/** A page of the applications that fit the query, in the order of their creation. */
export function applicationsPage(
  views: readonly View[],
  query: ApplicationsQuery,
  publicUrl: string,
): object {
  const after = query.cursor ? placeOf(query.cursor) : undefined;
  const limit = Number(query.limit ?? DEFAULT_LIMIT);
  const left = views
    .filter((view) => fits(view, query) && (!after || byPlace(view.monitor, after) > 0))
    .sort((a, b) => byPlace(a.monitor, b.monitor));
  const page = left.slice(0, limit);
  const last = left.length > limit ? page.at(-1)?.monitor : undefined;
  return {
    applications: page.map((view) => applicationOf(view, publicUrl)),
    next_cursor: last ? `${last.born}-${last.id}` : null,
  };
}

function fits({ monitor, status }: View, query: ApplicationsQuery): boolean {
  if (query.status && status !== query.status) return false;
  if (query.tag && !monitor.config.tags.includes(query.tag)) return false;
  return !query.q || says(monitor, query.q.toLowerCase());
}

const says = ({ config }: Monitor, words: string): boolean =>
  [config.name, config.description ?? '', ...config.tags].some((text) => text.toLowerCase().includes(words));
