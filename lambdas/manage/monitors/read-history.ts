import { fitting } from '../../../contracts/http/fit.ts';
import { isoOrNull } from '../../../contracts/http/iso.ts';
import { timePage, toHistoryQuery } from '../../../contracts/http/time-page.ts';
import { beatOf, runOf, transitionOf, uptimeAnswer } from '../../../contracts/monitors/from-core/history.ts';
import type { ShownTo } from '../../../contracts/monitors/from-core/monitor.ts';
import { historyQuery } from '../../../contracts/monitors/schemas/history.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { readRuns } from '../../../core/paths/read-runs.ts';
import { readUptime } from '../../../core/paths/read-uptime.ts';
import type { HistoryQuery } from '../../../core/ports/history-store.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { knownMonitor } from './known-monitor.ts';
import { shownToCaller } from './shown-to-caller.ts';

interface Asked {
  readonly monitor: Monitor;
  readonly query: HistoryQuery;
  readonly shownTo: ShownTo;
}

/** What one monitor's list of this kind shows, under the monitor's name. */
const history =
  (runtime: Runtime, read: (asked: Asked) => Promise<object>): Endpoint =>
  async (event, caller) => {
    const query = toHistoryQuery(fitting(historyQuery, event.queryStringParameters ?? {}));
    const monitor = await knownMonitor(runtime, event);
    const { kind, id } = monitor;
    const shownTo = shownToCaller(caller);
    return jsonAnswer(200, { kind, id, ...(await read({ monitor, query, shownTo })) });
  };

/** One more than is shown, to know where the page ends. */
const oneMore = ({ limit, before }: HistoryQuery): HistoryQuery => ({ limit: limit + 1, before });

/** `GET /api/monitors/{kind}/{id}/beats` */
export const readBeats = (runtime: Runtime): Endpoint =>
  history(runtime, async ({ monitor, query, shownTo }) => {
    const { page, next } = timePage(await runtime.store.beats(monitor, oneMore(query)), query.limit);
    return { beats: page.map((beat) => beatOf(beat, shownTo)), next };
  });

/** `GET /api/monitors/{kind}/{id}/transitions` */
export const readTransitions = (runtime: Runtime): Endpoint =>
  history(runtime, async ({ monitor, query, shownTo }) => {
    const { page, next } = timePage(await runtime.store.transitions(monitor, oneMore(query)), query.limit);
    return { transitions: page.map((transition) => transitionOf(transition, shownTo)), next };
  });

/** `GET /api/monitors/{kind}/{id}/runs` */
export const readPastRuns = (runtime: Runtime): Endpoint =>
  history(runtime, async ({ monitor, query, shownTo }) => {
    const { runs, before } = await readRuns(runtime.store, monitor, query);
    return { runs: runs.map((run) => runOf(run, shownTo)), next: isoOrNull(before) };
  });

/** `GET /api/monitors/{kind}/{id}/uptime` */
export const readMonitorUptime =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const monitor = await knownMonitor(runtime, event);
    const at = runtime.clock.now();
    const { kind, id } = monitor;
    return jsonAnswer(200, { kind, id, ...uptimeAnswer(await readUptime(runtime.store, monitor, at), at) });
  };
