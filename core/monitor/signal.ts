import { UNNAMED_RUN, type Vitals } from './monitor.ts';
import { type Kind, reportsRuns } from './ref.ts';
import type { Status } from './status.ts';

export const SIGNAL_TYPES = ['alive', 'degraded', 'failed', 'pending', 'started', 'succeeded'] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** What a monitor says of itself, in the core's words. Only the server's receive time is judged by. */
export interface Signal {
  readonly type: SignalType;
  /** Tells overlapping runs of one job apart. */
  readonly runId?: string | undefined;
  readonly message?: string | undefined;
  readonly metadata?: unknown;
  readonly vitals?: Vitals | undefined;
  /** The sender's own figures: kept and shown, never judged by. */
  readonly clientTime?: string | undefined;
  readonly clientDurationMs?: number | undefined;
}

/** What a signal says about its sender's state; `nothing` leaves the status as it is. */
export type Verdict = 'good' | 'degraded' | 'bad' | 'nothing';

/** A job's heartbeat says only that its run lives: a good END is what restores a job. */
export function verdictOf(kind: Kind, type: SignalType): Verdict {
  switch (type) {
    case 'alive':
      return reportsRuns(kind) ? 'nothing' : 'good';
    case 'succeeded':
      return 'good';
    case 'degraded':
      return 'degraded';
    case 'failed':
      return 'bad';
    case 'pending':
    case 'started':
      return 'nothing';
  }
}

/**
 * What must hold for a signal to change nothing but "heard at", so that one conditional update can record it
 * without a read: the monitor has this status, or this run of it has sent a heartbeat before.
 */
export type SteadyState = { readonly status: Status } | { readonly run: string };

/** Undefined where the signal must always be read first (runs that start or end). */
export function steadyStateOf(kind: Kind, signal: Signal): SteadyState | undefined {
  if (reportsRuns(kind)) return signal.type === 'alive' ? { run: signal.runId ?? UNNAMED_RUN } : undefined;
  switch (signal.type) {
    case 'alive':
      return { status: 'up' };
    case 'degraded':
      return { status: 'degraded' };
    case 'failed':
      return { status: 'down' };
    default:
      return undefined;
  }
}

const SEVERITY: Record<SignalType, number> = {
  pending: 0,
  alive: 1,
  started: 2,
  succeeded: 3,
  degraded: 4,
  failed: 5,
};

/** Of two signals that one request bears for one monitor, the one that must not be lost. */
export const graver = (a: Signal, b: Signal): Signal => (SEVERITY[b.type] >= SEVERITY[a.type] ? b : a);
