import type { Signal, SignalType } from '../../../core/monitor/signal.ts';
import { cutMetadata, cutText, type Metadata } from '../../http/cut.ts';
import { fitting } from '../../http/fit.ts';
import { misfit } from '../../http/http-error.ts';
import { heartbeat, type RunStatus, statusReport } from '../schemas/report.ts';
import { clientTimeOf } from './client-time.ts';

/** What a scheduler says, ready for the core. */
export interface Report {
  /** As it is answered. */
  readonly status: RunStatus | 'alive';
  readonly signal: Signal;
  /** Fields that were cut to their limits. */
  readonly truncated: readonly string[];
}

const SIGNAL_OF: Readonly<Record<RunStatus, SignalType>> = {
  pending: 'pending',
  running: 'started',
  completed: 'succeeded',
  failed: 'failed',
};

/** As long as an id: it stands in the monitor while the run is open. */
const MOST_RUN_ID_LENGTH = 128;

/** @throws HttpError 400 */
export function toStatusReport(schedulerId: string, body: unknown): Report {
  const { status, error_message, execution_time_ms, ...rest } = fitting(statusReport, body);
  const report = reportOf(schedulerId, status, { type: SIGNAL_OF[status] }, rest);
  const message = error_message ? cutText(error_message) : undefined;
  return {
    status,
    signal: {
      ...report.signal,
      message: message?.value.toWellFormed(),
      clientDurationMs: execution_time_ms ?? undefined,
    },
    truncated: message?.truncated ? ['error_message', ...report.truncated] : report.truncated,
  };
}

/** A heartbeat needs no body at all. @throws HttpError 400 */
export const toHeartbeat = (schedulerId: string, body: unknown = {}): Report =>
  reportOf(schedulerId, 'alive', { type: 'alive' }, fitting(heartbeat, body));

interface Given {
  readonly scheduler_id?: string | null | undefined;
  readonly run_id?: string | number | null | undefined;
  readonly timestamp?: string | number | null | undefined;
  readonly metadata?: Metadata | null | undefined;
}

function reportOf(schedulerId: string, status: Report['status'], signal: Signal, given: Given): Report {
  const { scheduler_id, run_id, timestamp, metadata } = given;
  if (scheduler_id != null && scheduler_id !== schedulerId) {
    throw misfit([{ path: 'scheduler_id', message: 'must be the one in the address' }]);
  }
  const run = cutText(String(run_id ?? ''), MOST_RUN_ID_LENGTH);
  const facts = metadata ? cutMetadata(metadata) : undefined;
  return {
    status,
    signal: {
      ...signal,
      runId: run.value.toWellFormed() || undefined,
      clientTime: timestamp == null ? undefined : clientTimeOf(timestamp),
      metadata: facts?.value,
    },
    truncated: [...(facts?.truncated ? ['metadata'] : []), ...(run.truncated ? ['run_id'] : [])],
  };
}
