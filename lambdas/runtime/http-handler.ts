import middy from '@middy/core';
import httpRouterHandler, { type Method as RouterMethod } from '@middy/http-router';
import { methodNotAllowed, notFound } from '../../contracts/http/http-error.ts';
import type { Route } from '../../contracts/http/route.ts';
import { type RouteTable, routeTable } from '../../contracts/http/route-table.ts';
import type { Log } from '../../core/ports/log.ts';
import { admitted, type Gate } from './access.ts';
import type { Binding, HttpAnswer, HttpEvent, HttpHandler } from './endpoint.ts';
import {
  asJson,
  bodylessHead,
  errorAnswers,
  type Middleware,
  type Presenter,
  requestId,
} from './middleware.ts';

export interface HttpHandlerOptions {
  readonly bindings: readonly Binding[];
  /** All routes that may be asked for here, for 405 and its `Allow`; the bound ones if not given. */
  readonly table?: readonly Route[];
  readonly gate: Gate;
  readonly log: Log;
  /** What is done to each answer, the last one first. */
  readonly finish: readonly Middleware[];
  /** How errors are shown; as JSON if not given. */
  readonly present?: Presenter;
}

/** A function of the HTTP side: its endpoints behind one router and one stack of middleware. */
export function createHttpHandler(options: HttpHandlerOptions): HttpHandler {
  const { bindings, gate, log } = options;
  const table = routeTable(options.table ?? bindings.map(({ route }) => route));
  const router = httpRouterHandler<HttpEvent, HttpAnswer>({
    routes: bindings.flatMap((binding) => routesOf(binding, gate)),
    notFoundResponse: ({ method, path }) => refuse(table, method, path),
  });
  const handler = middy<HttpEvent, HttpAnswer>(router).use(requestId());
  for (const finish of options.finish) handler.use(finish);
  handler.use(bodylessHead()).use(errorAnswers(log, table, options.present ?? asJson));
  return handler as unknown as HttpHandler;
}

function routesOf({ route, endpoint }: Binding, gate: Gate) {
  const handler = admitted(route, endpoint, gate);
  const methods: RouterMethod[] = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  return methods.map((method) => ({ method, path: route.path, handler }));
}

function refuse(table: RouteTable, method: string, path: string): never {
  const allowed = table.allowed(path);
  // A method that the table takes but nobody here answers belongs to another function: 405 would be a lie.
  const isWrongMethod = allowed.length > 0 && !allowed.includes(method);
  throw isWrongMethod ? methodNotAllowed(allowed) : notFound('There is nothing at this address');
}
