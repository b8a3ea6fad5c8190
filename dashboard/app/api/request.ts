import { signal } from '@preact/signals';

/** What went wrong, in a sentence for the reader. `status` 0: nobody answered. */
export class RequestError extends Error {
  readonly status: number;
  /** By the path of the field that does not fit. */
  readonly issues: Readonly<Record<string, string>>;
  /** For how long the server wants not to be asked again, ms. */
  readonly waitMs: number;

  constructor(
    status: number,
    message: string,
    issues: Readonly<Record<string, string>> = {},
    waitMs: number = 0,
  ) {
    super(message);
    this.status = status;
    this.issues = issues;
    this.waitMs = waitMs;
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

/** How often we were answered as if we were nobody: where a session was, there may be none any more. */
export const refusals = signal(0);
/** How often somebody logged in: what was asked before says nothing about what may be read since. */
export const logins = signal(0);

const TIMEOUT_MS = 20_000;
/** Nobody waits for longer in front of a page, whatever `Retry-After` says. */
const MOST_WAITED_MS = 120_000;

/** Too many requests: until then nothing is read, whoever asks for it. */
let held: { readonly until: number; readonly because: RequestError } | undefined;

/**
 * Asks our own API, with the session's cookie.
 * @throws RequestError for every answer that is no success, and for none at all; at once, without a request, for what
 * is only read while the server wants fewer requests
 */
export async function request<T>(path: string, wish: Wish = {}): Promise<Answer<T>> {
  const { method = 'GET', body, etag } = wish;
  if (method === 'GET') refuseWhileHeld();
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
  if (!answer.ok) throw await refused(answer, method === 'GET');
  const text = await bodyOf(answer);
  return { body: text ? (JSON.parse(text) as T) : undefined, etag: answer.headers.get('etag') ?? undefined };
}

/** As `request`, where there is always a body. */
export const read = async <T>(path: string): Promise<T> => (await request<T>(path)).body as T;

function refuseWhileHeld(): void {
  const waitMs = held ? held.until - performance.now() : 0;
  if (held && waitMs > 0) throw new RequestError(429, held.because.message, {}, waitMs);
}

const unanswered = (): RequestError => new RequestError(0, 'Heartbeat Central does not answer');

async function fetched(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw unanswered();
  }
}

/** What began to arrive may end too early. */
async function bodyOf(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch {
    throw unanswered();
  }
}

async function refused(answer: Response, isRead: boolean): Promise<RequestError> {
  if (answer.status === 401) refusals.value++;
  const body = (await answer.json().catch(() => ({}))) as {
    readonly error?: string;
    readonly issues?: readonly { readonly path: string; readonly message: string }[];
  };
  const issues = Object.fromEntries((body.issues ?? []).map(({ path, message }) => [path, message]));
  const message = body.error ?? `The server answered ${answer.status}`;
  const error = new RequestError(answer.status, message, issues, askedToWait(answer));
  // A wrong key too often holds up no reading.
  if (answer.status === 429 && isRead) held = { until: performance.now() + error.waitMs, because: error };
  return error;
}

/** `Retry-After` as we are asked: in whole seconds. */
function askedToWait({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1_000, MOST_WAITED_MS) : 0;
}
