import { showStatusPage } from '../../contracts/system/routes.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { AnswersOfReadings } from '../runtime/answers-of-readings.ts';
import { bind, type Endpoint, type HttpHandler } from '../runtime/endpoint.ts';
import { createHttpHandler } from '../runtime/http-handler.ts';
import { RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import { bindDashboard } from './dashboard/bind-dashboard.ts';
import type { LoadDashboard } from './dashboard/dashboard-files.ts';
import { errorPage } from './error-page.ts';
import { bindReference } from './reference/bind-reference.ts';
import { statusPage } from './status-page.ts';

/** The pages for people. */
export function createWebHandler(runtime: HttpRuntime, loadDashboard: LoadDashboard): HttpHandler {
  const limits = new RateLimits(runtime.settings.rateLimit);
  return createHttpHandler({
    bindings: [
      ...bindDashboard(runtime, loadDashboard),
      bind(showStatusPage, showStatus(runtime)),
      ...bindReference(runtime),
    ],
    gate: { runtime, limits },
    log: runtime.log,
    present: errorPage,
  });
}

const showStatus = ({ fleet, settings }: HttpRuntime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async (_event, caller) => {
    const reading = await fleet.read(KINDS);
    const options = { withMessages: caller.keyId !== undefined, publicUrl: settings.publicUrl };
    return answers.of(reading, String(options.withMessages), () => statusPage(reading, options));
  };
};
