import type { Clock } from './clock.ts';
import type { Outcome } from './outcome.ts';
import { HeartbeatProblem } from './problem.ts';
import { type Answer, readAnswer } from './read-answer.ts';

/** The part of `fetch` that is needed. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** A key is never sent on to where a redirect leads. */
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface FetchAnswer extends Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

export interface Attempt {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

interface Surroundings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Bytes of the answer that are read. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** Statuses below 500 that the same request may be answered better later. */
const PASSING = new Set([408, 425, 429]);

/** Asks once. Never throws. */
export async function attempt<Body>(
  { url, ...request }: Attempt,
  { fetch, clock, timeoutMs, mostBytes, signal }: Surroundings,
): Promise<Outcome<Body>> {
  if (signal?.aborted) return { ok: false, problem: aborted() };
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal?.addEventListener('abort', abort);
  let timedOut = false;
  const callOff = clock.after(timeoutMs, () => {
    timedOut = true;
    controller.abort();
  });
  // Also where a fetch does not heed its signal.
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  stopped.catch(() => {});
  try {
    const asked = fetch(url, { ...request, redirect: 'manual', signal: controller.signal });
    asked.catch(() => {});
    const answer = await Promise.race([asked, stopped]);
    const reading = readAnswer(answer, mostBytes);
    reading.catch(() => {});
    return outcomeOf(url, answer, await Promise.race([reading, stopped]));
  } catch (error) {
    return { ok: false, problem: problemOf(error, { url, timedOut, timeoutMs, signal }) };
  } finally {
    callOff();
    signal?.removeEventListener('abort', abort);
  }
}

const aborted = () => new HeartbeatProblem('aborted', 'Called off');

interface Circumstances {
  readonly url: string;
  readonly timedOut: boolean;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

function problemOf(error: unknown, { url, timedOut, timeoutMs, signal }: Circumstances): HeartbeatProblem {
  const { origin } = new URL(url);
  if (signal?.aborted) return aborted();
  if (timedOut) {
    return new HeartbeatProblem('timeout', `${origin} did not answer within ${Math.round(timeoutMs)} ms`);
  }
  return new HeartbeatProblem('unreachable', `${origin} is not reachable: ${reasonOf(error)}`, {
    cause: error,
  });
}

/** What the system says; `fetch` itself only says that it failed. */
function reasonOf(error: unknown): string {
  const { code, message, cause, errors } = error as NodeJS.ErrnoException & { errors?: unknown[] };
  if (code) return code;
  const deeper = cause ?? errors?.[0];
  return deeper ? reasonOf(deeper) : String(message ?? error);
}

function outcomeOf<Body>(url: string, { status, headers }: FetchAnswer, text: string): Outcome<Body> {
  const body = readBody(text);
  if (status >= 200 && status < 300) return { ok: true, status, body: body as Body };
  const { origin } = new URL(url);
  const message =
    status < 400
      ? `${origin} answered ${status} and leads to ${headers.get('location')}: use that address`
      : `${origin} answered ${status}: ${wordsOf(body)}`;
  const kind = isRefusal(status, body) ? 'refused' : 'busy';
  const retryAfterMs = retryAfterOf(headers.get('retry-after'));
  return { ok: false, problem: new HeartbeatProblem(kind, message, { status, body, retryAfterMs }) };
}

/** Only the server itself says no for good; a redirect, or the page of a proxy while it is away, are none of its words. */
const isRefusal = (status: number, body: unknown): boolean =>
  status >= 400 &&
  status < 500 &&
  !PASSING.has(status) &&
  typeof body === 'object' &&
  body !== null &&
  'error' in body;

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Refusal {
  readonly error?: unknown;
  readonly message?: unknown;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

function wordsOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return String(body).trim().slice(0, 200) || 'nothing';
  const { error, message, issues = [] } = body as Refusal;
  const words = String(error ?? message ?? JSON.stringify(body).slice(0, 200));
  const details = Array.isArray(issues) ? issues.map((issue) => `${issue.path} ${issue.message}`) : [];
  return details.length > 0 ? `${words} (${details.join('; ')})` : words;
}

/** Seconds, or a date. @returns milliseconds */
function retryAfterOf(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
