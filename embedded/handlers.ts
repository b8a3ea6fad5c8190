import { ROUTES } from '../contracts/routes.ts';
import { createIngestHandler } from '../lambdas/ingest/handler.ts';
import { createManageHandler } from '../lambdas/manage/handler.ts';
import type { Services } from '../lambdas/runtime/services.ts';
import { createWebHandler } from '../lambdas/web/handler.ts';
import type { HttpHandler } from './http-server.ts';

/** The function that answers a request. */
export type Handlers = (method: string, path: string) => HttpHandler;

/** Each request goes to the function that its route names, as the gateway does; anything else to manage. */
export function createHandlers(services: Services): Handlers {
  const functions: Record<string, HttpHandler> = {
    ingest: createIngestHandler(services),
    manage: createManageHandler(services),
    web: createWebHandler(services),
  };
  const fixed = new Map<string, HttpHandler>();
  const patterns: { readonly method: string; readonly pattern: RegExp; readonly handler: HttpHandler }[] = [];
  for (const route of ROUTES) {
    const handler = functions[route.function]!;
    if (!route.path.includes('{')) fixed.set(`${route.method} ${route.path}`, handler);
    else patterns.push({ method: route.method, pattern: patternOf(route.path), handler });
  }
  return (method, path) =>
    fixed.get(`${method} ${path}`) ??
    patterns.find((p) => p.method === method && p.pattern.test(path))?.handler ??
    functions.manage!;
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`);
