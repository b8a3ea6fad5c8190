import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from '../../contracts/http/route.ts';
import type { Identity } from '../../core/paths/key-ring.ts';

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpAnswer = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent) => Promise<HttpAnswer>;

/** Answers one route; `caller` is whoever the route's access let in. */
export type Endpoint = (event: HttpEvent, caller: Identity) => Promise<HttpAnswer> | HttpAnswer;

export interface Binding {
  readonly route: Route;
  readonly endpoint: Endpoint;
}

export const bind = (route: Route, endpoint: Endpoint): Binding => ({ route, endpoint });
