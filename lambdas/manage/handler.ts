import { ROUTES } from '../../contracts/routes.ts';
import type { HttpHandler } from '../runtime/endpoint.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { Services } from '../runtime/services.ts';
import { bindHealth } from './health.ts';
import { bindServices } from './services/bind-services.ts';

/** Registration, management and reads of all dialects, and whatever no other function answers: 404 and 405. */
export function createManageHandler(services: Services): HttpHandler {
  const limits = new RateLimits(services.settings.rateLimit);
  return createHttpHandler({
    bindings: [...bindServices(services), ...bindHealth(services)],
    table: ROUTES,
    gate: { services, limits },
    log: services.log,
  });
}
