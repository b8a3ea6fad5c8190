import { matching } from '../../../core/paths/fleet-filter.ts';
import { pageAfter } from '../../../core/paths/page-after.ts';
import { compareText, type View } from '../../../core/paths/read-fleet.ts';
import { cursorOf, positionOf } from '../../http/cursor.ts';
import { toFilter, USUALLY_LISTED } from '../../http/list-query.ts';
import { type ApplicationsQuery, applicationPlace } from '../schemas/application.ts';
import { applicationOf } from './application.ts';

const LIST = 'applications';

type Place = readonly [born: number, id: string];

const placeOf = ({ monitor }: View): Place => [monitor.born, monitor.id];

const byPlace = (a: Place, b: Place): number => a[0] - b[0] || compareText(a[1], b[1]);

/**
 * A page of the applications that fit the query, in the order of their creation.
 * @throws HttpError 400 where its cursor is none of this list
 */
export function applicationsPage(
  views: readonly View[],
  query: ApplicationsQuery,
  publicUrl: string,
): object {
  const { items, last } = pageAfter(
    views.filter(matching(toFilter(query)) ?? (() => true)).sort((a, b) => byPlace(placeOf(a), placeOf(b))),
    {
      after: positionOf(LIST, applicationPlace, query.cursor),
      limit: query.limit == null ? USUALLY_LISTED : Number(query.limit),
      placeOf,
      compare: byPlace,
    },
  );
  return {
    applications: items.map((view) => applicationOf(view, publicUrl)),
    cursor: last ? cursorOf(LIST, last) : null,
  };
}
