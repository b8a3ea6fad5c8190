/**
 * `refused`: the server says no, and would say so again. `busy`: it could not take it (429, 5xx). `unreachable`: no
 * answer came. `timeout`: not in time. `aborted`: the caller's signal. `settings`: the client lacks an address.
 */
export type ProblemKind = 'refused' | 'busy' | 'unreachable' | 'timeout' | 'aborted' | 'settings';

interface ProblemDetails {
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

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
}
