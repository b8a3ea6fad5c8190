import type { HttpHandler } from '../runtime/endpoint.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { noStoredReads } from '../runtime/middleware.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { bindApplications } from './applications.ts';
import { bindCanary } from './canary.ts';
import { bindDaemons } from './daemons.ts';
import { RefusedBeats } from './refused-beats.ts';
import { bindSchedulers } from './schedulers.ts';
import { bindServices } from './services.ts';

/** All beats of all dialects: the function with the smallest bundle and the least rights. */
export function createIngestHandler(runtime: HttpRuntime): HttpHandler {
  const limits = new RateLimits(runtime.settings.rateLimit);
  const refused = new RefusedBeats(runtime.store, runtime.log);
  return createHttpHandler({
    bindings: [
      ...bindServices(runtime, limits, refused),
      ...bindSchedulers(runtime, limits, refused),
      ...bindDaemons(runtime, limits, refused),
      ...bindApplications(runtime, limits, refused),
      ...bindCanary(runtime),
    ],
    gate: { runtime, limits },
    log: runtime.log,
    // Every byte of an answer counts here.
    finish: [noStoredReads()],
  });
}
