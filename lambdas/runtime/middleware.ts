import type { MiddlewareObj } from '@middy/core';
import { HttpError, unavailable } from '../../contracts/http/http-error.ts';
import type { RouteTable } from '../../contracts/http/route-table.ts';
import type { Log } from '../../core/ports/log.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { jsonAnswer } from './answers.ts';
import type { HttpAnswer, HttpEvent } from './endpoint.ts';
import { isKnown } from './etag.ts';
import { headerOf } from './presented-key.ts';

export type Middleware = MiddlewareObj<HttpEvent, HttpAnswer>;
type Request = Parameters<NonNullable<Middleware['after']>>[0];

/** The answer after all that could go wrong. */
const onEveryAnswer = (change: (answer: HttpAnswer, event: HttpEvent) => void): Middleware => {
  const apply = ({ response, event }: Request): void => {
    if (response) change(response, event);
  };
  return { after: apply, onError: apply };
};

/** `X-Request-Id` on every answer, so that a caller can name the request that went wrong. */
export const requestId = (): Middleware =>
  onEveryAnswer((answer, event) => {
    answer.headers = { ...answer.headers, 'x-request-id': event.requestContext.requestId };
  });

/** Nothing of this is for a cache. */
export const noStore = (): Middleware => onEveryAnswer(withoutStoring);

/** As `noStore` where every byte counts: no cache keeps the answer to a POST anyway. */
export const noStoredReads = (): Middleware =>
  onEveryAnswer((answer, event) => {
    if (event.requestContext.http.method !== 'POST') withoutStoring(answer);
  });

function withoutStoring(answer: HttpAnswer): void {
  answer.headers = { 'cache-control': 'no-store', ...answer.headers };
}

/** A browser takes each answer for what it says it is. */
export const unsniffed = (): Middleware =>
  onEveryAnswer((answer) => {
    answer.headers = { 'x-content-type-options': 'nosniff', ...answer.headers };
  });

/** HEAD is answered like GET, without the body. */
export const bodylessHead = (): Middleware =>
  onEveryAnswer((answer, event) => {
    if (event.requestContext.http.method === 'HEAD') delete answer.body;
  });

/** An answer whose ETag the caller has already is not sent again. */
export const notModified = (): Middleware => ({
  after({ response, event }) {
    const { etag } = response?.headers ?? {};
    if (!response || typeof etag !== 'string' || !isKnown(headerOf(event, 'if-none-match'), etag)) return;
    const { 'content-type': _type, ...headers } = response.headers ?? {};
    response.statusCode = 304;
    response.headers = headers;
    delete response.body;
  },
});

/** How an error is shown to the caller. */
export type Presenter = (error: HttpError) => HttpAnswer;

export const asJson: Presenter = ({ status, body, parts }) => jsonAnswer(status, body, parts.headers);

/** Turns whatever was thrown into an answer; what we did not foresee is logged and never shown. */
export const errorAnswers = (log: Log, table: RouteTable, present: Presenter): Middleware => ({
  onError: (request) => {
    const { error, event } = request;
    request.response = present(error instanceof HttpError ? error : unforeseen(error, log, table, event));
  },
});

/** Of the address only its route is logged: the rest may be a secret, as an application's uuid is. */
function unforeseen(error: unknown, log: Log, table: RouteTable, { requestContext }: HttpEvent): HttpError {
  const { method, path } = requestContext.http;
  const route = table.find(method, path)?.path;
  const facts = { err: error, requestId: requestContext.requestId, method, route };
  if (error instanceof StoreUnavailable) {
    log.error(facts, 'The store is not available');
    return unavailable('Heartbeat Central cannot reach its store; please send this again');
  }
  log.error(facts, 'A request failed unexpectedly');
  return new HttpError(500, 'Something went wrong on our side');
}
