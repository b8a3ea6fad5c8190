import type { HttpHandler } from '../runtime/endpoint.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { Services } from '../runtime/services.ts';
import { bindCanary } from './canary.ts';
import { bindServices } from './services.ts';

/** All beats of all dialects: the function with the smallest bundle and the least rights. */
export function createIngestHandler(services: Services): HttpHandler {
  const limits = new RateLimits(services.settings.rateLimit);
  return createHttpHandler({
    bindings: [...bindServices(services, limits), ...bindCanary(services)],
    gate: { services, limits },
    log: services.log,
    bare: true,
  });
}
