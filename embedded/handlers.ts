import { routeTable } from '../contracts/http/route-table.ts';
import { ROUTES } from '../contracts/routes.ts';
import { createIngestHandler } from '../lambdas/ingest/handler.ts';
import { createManageHandler } from '../lambdas/manage/handler.ts';
import type { Runtime } from '../lambdas/runtime/runtime.ts';
import type { LoadDashboard } from '../lambdas/web/dashboard/dashboard-files.ts';
import { createWebHandler } from '../lambdas/web/handler.ts';
import type { HttpHandler } from './http-server.ts';

/** The function that answers a request. */
export type Handlers = (method: string, path: string) => HttpHandler;

/** Each request goes to the function that its route names, as the gateway does; anything else to manage. */
export function createHandlers(runtime: Runtime, loadDashboard: LoadDashboard): Handlers {
  const functions = {
    ingest: createIngestHandler(runtime),
    manage: createManageHandler(runtime),
    web: createWebHandler(runtime, loadDashboard),
  };
  const table = routeTable(ROUTES);
  return (method, path) => functions[table.find(method, path)?.function ?? 'manage'];
}
