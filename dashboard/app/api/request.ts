import { signal } from '@preact/signals';

/** What went wrong, in a sentence for the reader. `status` 0: nobody answered. */
export class RequestError extends Error {
  readonly status: number;
  /** By the path of the field that does not fit. */
  readonly issues: Readonly<Record<string, string>>;

  constructor(status: number, message: string, issues: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}

export interface Answer<T> {
  /** Undefined where nothing changed since the answer before. */
  readonly body: T | undefined;
  readonly etag: string | undefined;
}

interface Wish {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: object;
  readonly etag?: string | undefined;
}

/** How often we were answered as if we were nobody: where a session was, there is none any more. */
export const refusals = signal(0);

const TIMEOUT_MS = 20_000;

/**
 * Asks our own API, with the session's cookie.
 * @throws RequestError for every answer that is no success, and for none at all
 */
export async function request<T>(path: string, wish: Wish = {}): Promise<Answer<T>> {
  const { method = 'GET', body, etag } = wish;
  const answer = await fetched(path, {
    method,
    headers: {
      // Only a page of ours can send it: what a cookie alone cannot prove.
      ...(method !== 'GET' && { 'x-heartbeat-session': '1' }),
      ...(body && { 'content-type': 'application/json' }),
      ...(etag && { 'if-none-match': etag }),
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.status === 304) return { body: undefined, etag };
  if (!answer.ok) throw await refused(answer);
  const text = await answer.text();
  return { body: text ? (JSON.parse(text) as T) : undefined, etag: answer.headers.get('etag') ?? undefined };
}

/** As `request`, where there is always a body. */
export const read = async <T>(path: string): Promise<T> => (await request<T>(path)).body as T;

async function fetched(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new RequestError(0, 'Heartbeat Central does not answer');
  }
}

async function refused(answer: Response): Promise<RequestError> {
  if (answer.status === 401) refusals.value++;
  const body = (await answer.json().catch(() => ({}))) as {
    readonly error?: string;
    readonly issues?: readonly { readonly path: string; readonly message: string }[];
  };
  const issues = Object.fromEntries((body.issues ?? []).map(({ path, message }) => [path, message]));
  return new RequestError(answer.status, body.error ?? `The server answered ${answer.status}`, issues);
}
