import { type FleetFilter, isAbout, isNews } from './fleet-filter.ts';
import { pageAfter } from './page-after.ts';
import { type FleetPlace, type FleetView, worstFirst } from './read-fleet.ts';

export interface FleetPageQuery {
  /** Where the page before ended. */
  readonly after?: FleetPlace | undefined;
  /** Undefined: all. */
  readonly limit?: number | undefined;
  /** In which the views are sorted. */
  readonly order?: (a: FleetPlace, b: FleetPlace) => number;
}

export interface FleetSelection {
  /** What the filter leaves whatever its status: what a summary counts. */
  readonly about: readonly FleetView[];
  /** How many of these are in the state, or in the news, asked for. */
  readonly total: number;
  readonly page: readonly FleetView[];
  /** Where the next page begins; undefined on the last one. */
  readonly last: FleetPlace | undefined;
}

/** One page of a sorted fleet that was read already. */
export function selectFleet(
  views: readonly FleetView[],
  filter: FleetFilter,
  { after, limit = Infinity, order = worstFirst }: FleetPageQuery,
): FleetSelection {
  const about = views.filter(isAbout(filter));
  const matching = about.filter((view) => isNews(filter, view));
  const { items, last } = pageAfter<FleetView, FleetPlace>(matching, {
    after,
    limit,
    placeOf: (view) => view,
    compare: order,
  });
  return { about, total: matching.length, page: items, last };
}
