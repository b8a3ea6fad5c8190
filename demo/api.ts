/** The server answered with something other than 2xx. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, what: string, body: string) {
    super(`${what} was answered with ${status}: ${body.slice(0, 300)}`);
    this.status = status;
  }
}

export type Method = 'GET' | 'POST' | 'PUT';

/** Sends one request with a key and reads the JSON of the answer. @throws Refused, or what fetch throws */
export type Api = <Answer = unknown>(method: Method, path: string, body?: object | string) => Promise<Answer>;

/** How long an answer may take, ms. */
const PATIENCE_MS = 10_000;

/** A client of the public API at `url`; `signal` ends what is under way. */
export function apiAt(url: string, key: string, signal: AbortSignal): Api {
  return async <Answer>(method: Method, path: string, body?: object | string) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { 'x-api-key': key },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, `${method} ${path}`, text);
    return (text ? JSON.parse(text) : undefined) as Answer;
  };
}
