/**
 * `refused`: the server says no, and would say so again. `busy`: it could not take it (429, 5xx, a redirect, or a page that is not the server's). `unreachable`: no
 * answer came. `timeout`: not in time. `aborted`: the caller's signal. `settings`: the client lacks an address.
 */
export type ProblemKind = 'refused' | 'busy' | 'unreachable' | 'timeout' | 'aborted' | 'settings';

interface ProblemDetails {
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** No connection came about: nothing can have arrived. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Why something did not get through. Its message never bears a key. */
export class HeartbeatProblem extends Error {
  override readonly name = 'HeartbeatProblem';
  readonly kind: ProblemKind;
  /** Of the answer, if one came. */
  readonly status: number | undefined;
  /** What was answered: JSON where it was some, else text. */
  readonly body: unknown;
  /** What the server asked for, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ProblemKind, message: string, details: ProblemDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
    this.body = details.body;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether the same may get through later. */
  get passes(): boolean {
    return this.kind === 'busy' || this.kind === 'unreachable' || this.kind === 'timeout';
  }

  /** Whether it may have been taken all the same: only the answer went wrong. */
  get isUnclear(): boolean {
    return this.passes && this.status !== 429 && !NEVER_SENT.has(codeOf(this.cause));
  }
}

/** What the system calls it; `fetch` tells it in its cause. */
function codeOf(error: unknown): string {
  const { code, cause, errors } = Object(error) as NodeJS.ErrnoException & { errors?: unknown[] };
  const deeper = cause ?? errors?.[0];
  return code ?? (deeper ? codeOf(deeper) : '');
}
