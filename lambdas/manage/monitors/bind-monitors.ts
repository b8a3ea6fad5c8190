import * as routes from '../../../contracts/monitors/routes/reads.ts';
import { readRecent as readRecentRoute } from '../../../contracts/monitors/routes/recent.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { readBeats, readMonitorUptime, readPastRuns, readTransitions } from './read-history.ts';
import { listMonitors, readMonitor } from './read-monitors.ts';
import { readOccurrences } from './read-occurrences.ts';
import { readRecent } from './read-recent.ts';

/** What is read of monitors of every kind. */
export const bindMonitors = (runtime: Runtime): Binding[] => [
  bind(routes.listMonitors, listMonitors(runtime)),
  bind(routes.readMonitor, readMonitor(runtime)),
  bind(routes.readMonitorBeats, readBeats(runtime)),
  bind(routes.readMonitorTransitions, readTransitions(runtime)),
  bind(routes.readMonitorRuns, readPastRuns(runtime)),
  bind(routes.readMonitorUptime, readMonitorUptime(runtime)),
  bind(readRecentRoute, readRecent(runtime)),
  bind(routes.readOccurrences, readOccurrences(runtime)),
];
