import type { HttpAnswer } from './endpoint.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers are made anew for each answer: middleware adds to them. */
export const jsonAnswer = (statusCode: number, body: object, headers?: Headers): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const emptyAnswer = (): HttpAnswer => ({ statusCode: 204, headers: {} });

export const htmlAnswer = (statusCode: number, body: string, headers?: Headers): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});
