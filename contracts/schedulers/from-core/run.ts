import type { PastRun } from '../../../core/paths/read-runs.ts';
import { isoOrNull } from '../../http/iso.ts';
import type { Outcome } from '../schemas/run.ts';

const OUTCOME: Readonly<Record<PastRun['outcome'], Outcome>> = {
  succeeded: 'completed',
  failed: 'failed',
  lost: 'lost',
};

/** A run that is over; what it said itself only to those who bear a key. */
export const runOf = ({ outcome, runId, startedAt, durationMs, at, end }: PastRun, withWords: boolean) => ({
  run_id: runId ?? null,
  outcome: OUTCOME[outcome],
  started_at: isoOrNull(startedAt),
  // Nobody knows when a run that was lost came to its end.
  ended_at: end ? isoOrNull(at) : null,
  duration_ms: durationMs ?? null,
  execution_time_ms: end?.clientDurationMs ?? null,
  client_timestamp: end?.clientTime ?? null,
  error_message: withWords ? (end?.message ?? null) : null,
  metadata: withWords ? (end?.metadata ?? null) : null,
});
