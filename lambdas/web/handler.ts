import type { HttpHandler } from '../runtime/endpoint.ts';
import { forReaders } from '../runtime/for-readers.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { BrowserRuntime } from '../runtime/runtime.ts';
import { bindDashboard } from './dashboard/bind-dashboard.ts';
import type { LoadDashboard } from './dashboard/dashboard-files.ts';
import { errorPage } from './error-page.ts';
import { bindPublic } from './public/bind-public.ts';
import { bindReference } from './reference/bind-reference.ts';

/** The pages for people. */
export function createWebHandler(runtime: BrowserRuntime, loadDashboard: LoadDashboard): HttpHandler {
  const limits = new RateLimits(runtime.settings.rateLimit);
  const gate = { runtime, sessions: runtime.sessions, limits };
  return createHttpHandler({
    bindings: [
      ...bindDashboard(runtime, loadDashboard),
      ...bindPublic(runtime, gate),
      ...bindReference(runtime),
    ],
    gate,
    log: runtime.log,
    finish: forReaders(),
    present: errorPage,
  });
}
