import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Fetch, FetchAnswer } from '../src/attempt.ts';

type Request = (
  url: string,
  options: RequestOptions,
  answered: (answer: IncomingMessage) => void,
) => ClientRequest;

const requestOf = async (url: string): Promise<Request> =>
  (/^https:/i.test(url) ? await import('node:https') : await import('node:http')).request;

/** `fetch` over Node's HTTP alone: a process loads it in a fraction of the time, which every job would pay. */
export const httpFetch: Fetch = async (url, { method, headers, body, signal }) => {
  const request = await requestOf(url);
  return new Promise<FetchAnswer>((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(url, { method, headers: { ...headers, ...length }, signal }, (answer) =>
      resolve(answerOf(answer)),
    );
    asked.once('error', reject);
    asked.end(body);
  });
};

function answerOf(answer: IncomingMessage): FetchAnswer {
  return {
    status: answer.statusCode ?? 0,
    headers: { get: (name) => answer.headers[name.toLowerCase()]?.toString() ?? null },
    body: answer,
    text: async () => Buffer.concat(await answer.toArray()).toString(),
  };
}
