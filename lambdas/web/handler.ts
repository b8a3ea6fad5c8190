import { showStatusPage } from '../../contracts/system/routes.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { readFleet, uptimesOf } from '../../core/paths/read-fleet.ts';
import { bind, type Endpoint, type HttpHandler } from '../runtime/endpoint.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { Services } from '../runtime/services.ts';
import { errorPage } from './error-page.ts';
import { statusPage } from './status-page.ts';

/** The pages for people. */
export function createWebHandler(services: Services): HttpHandler {
  const limits = new RateLimits(services.settings.rateLimit);
  return createHttpHandler({
    bindings: [bind(showStatusPage, showStatus(services))],
    gate: { services, limits },
    log: services.log,
    present: errorPage,
  });
}

const showStatus =
  ({ store, clock, settings }: Services): Endpoint =>
  async (_event, caller) => {
    const now = clock.now();
    const views = await readFleet(store, KINDS, now);
    const uptimes = await uptimesOf(store, views);
    const withMessages = caller.keyId !== undefined;
    return statusPage({ views, uptimes, now, withMessages, publicUrl: settings.publicUrl });
  };
