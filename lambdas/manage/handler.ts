import { readMetrics as readMetricsRoute } from '../../contracts/metrics/routes.ts';
import { ROUTES } from '../../contracts/routes.ts';
import { readSystem } from '../../contracts/system/routes.ts';
import { type Binding, bind, type HttpHandler } from '../runtime/endpoint.ts';
import { forReaders } from '../runtime/for-readers.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { bindApplications } from './applications/bind-applications.ts';
import { bindChannels } from './channels/bind-channels.ts';
import { bindDaemons } from './daemons/bind-daemons.ts';
import { bindDeliveries } from './deliveries/bind-deliveries.ts';
import { bindHealth } from './health.ts';
import { bindKeys } from './keys/bind-keys.ts';
import { readMetrics } from './metrics/read-metrics.ts';
import { bindMonitors } from './monitors/bind-monitors.ts';
import { readOwnFigures } from './own-figures.ts';
import { bindSchedulers } from './schedulers/bind-schedulers.ts';
import { bindServices } from './services/bind-services.ts';
import { bindSession } from './session/bind-session.ts';

/** Registration, management and reads of all dialects, and whatever no other function answers: 404 and 405. */
export function createManageHandler(runtime: Runtime): HttpHandler {
  const limits = new RateLimits(runtime.settings.rateLimit);
  return createHttpHandler({
    bindings: [
      ...bindServices(runtime),
      ...bindSchedulers(runtime, limits),
      ...bindDaemons(runtime, limits),
      ...bindApplications(runtime),
      ...bindMonitors(runtime),
      ...bindKeys(runtime),
      ...bindChannels(runtime),
      ...bindDeliveries(runtime),
      ...bindHealth(runtime),
      bind(readSystem, readOwnFigures(runtime)),
      bind(readMetricsRoute, readMetrics(runtime)),
    ]
      .map((binding) => seenAtOnce(binding, runtime))
      // Nothing that is read changes with them, and strangers may ask for them.
      .concat(bindSession(runtime, limits)),
    table: ROUTES,
    gate: { runtime, sessions: runtime.sessions, limits },
    log: runtime.log,
    finish: forReaders(),
  });
}

/** Whoever changed something sees it in what is read next, even where the change failed half-way. */
function seenAtOnce({ route, endpoint }: Binding, { fleet }: Runtime): Binding {
  if (route.method === 'GET' || route.access === 'read') return { route, endpoint };
  return {
    route,
    endpoint: async (event, caller) => {
      try {
        return await endpoint(event, caller);
      } finally {
        fleet.drop();
      }
    },
  };
}
