import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { isoOrNull } from '../../../contracts/http/iso.ts';
import { toFilter, USUALLY_LISTED } from '../../../contracts/http/list-query.ts';
import { monitorOf, rowOf } from '../../../contracts/monitors/from-core/monitor.ts';
import { monitorPlace, monitorsQuery } from '../../../contracts/monitors/schemas/monitor.ts';
import { KINDS, type MonitorRef } from '../../../core/monitor/ref.ts';
import { matching } from '../../../core/paths/fleet-filter.ts';
import { listAcross } from '../../../core/paths/list-across.ts';
import { viewOf, withUptimes } from '../../../core/paths/read-fleet.ts';
import { LISTED_UPTIME_MS, readOwnGaps } from '../../../core/paths/read-own-gaps.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { knownMonitor } from './known-monitor.ts';
import { shownToCaller } from './shown-to-caller.ts';

const LIST = 'monitors';

function placeFrom(cursor: string | null | undefined): MonitorRef | undefined {
  const place = positionOf(LIST, monitorPlace, cursor);
  return place && { kind: place[0], id: place[1] };
}

/** `GET /api/monitors`: of every kind, by kind and id, a page at a time. */
export const listMonitors =
  ({ store, clock }: Runtime): Endpoint =>
  async (event, caller) => {
    const at = clock.now();
    const query = fitting(monitorsQuery, event.queryStringParameters ?? {});
    const { views, after } = await listAcross(
      store,
      {
        kinds: query.kind == null || query.kind === 'all' ? KINDS : [query.kind],
        limit: query.limit == null ? USUALLY_LISTED : Number(query.limit),
        after: placeFrom(query.cursor),
        matches: matching(toFilter(query)),
      },
      at,
    );
    const [shown, gaps] = await Promise.all([
      withUptimes(store, views),
      readOwnGaps(store, at - LISTED_UPTIME_MS, at),
    ]);
    const shownTo = shownToCaller(caller);
    return jsonAnswer(200, {
      timestamp: isoOrNull(at),
      monitors: shown.map((view) => rowOf(view, { at, gaps }, shownTo)),
      cursor: after ? cursorOf(LIST, [after.kind, after.id]) : null,
    });
  };

/** `GET /api/monitors/{kind}/{id}` */
export const readMonitor =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    const monitor = await knownMonitor(runtime, event);
    const { store, clock } = runtime;
    const at = clock.now();
    const [[view], gaps] = await Promise.all([
      withUptimes(store, [viewOf(monitor, at)]),
      readOwnGaps(store, at - LISTED_UPTIME_MS, at),
    ]);
    return jsonAnswer(200, monitorOf(view!, { at, gaps }, shownToCaller(caller)));
  };
