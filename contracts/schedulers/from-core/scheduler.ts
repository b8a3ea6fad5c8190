import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import { isoOrNull } from '../../http/iso.ts';
import { fieldsOf } from './config.ts';
import { currentRunsOf } from './current-run.ts';

/** A scheduler as the API shows it; its owner and what it said itself only to those who bear a key. */
export function schedulerOf({ monitor, status, expected }: View, now: number, withWords: boolean): object {
  const { owner_email, alert_user_id, ...fields } = fieldsOf(monitor.config);
  const next = status === 'paused' ? undefined : expected;
  return {
    scheduler_id: monitor.id,
    name: monitor.config.name,
    ...fields,
    owner_email: withWords ? owner_email : null,
    alert_user_id: withWords ? alert_user_id : null,
    status,
    reason: monitor.reason,
    message: withWords ? whyOf(monitor) : null,
    since: isoOrNull(monitor.since),
    last_heard_at: isoOrNull(monitor.lastBeatAt),
    next_expected_at: isoOrNull(next?.expectedAt),
    down_after: isoOrNull(next?.at),
    current_runs: currentRunsOf(monitor, now),
  };
}

/** What was said when the present status began: the error of the run that failed, the limit of the one that hangs. */
const whyOf = ({ last, sequence, status }: Monitor): string | null =>
  last && last.sequence === sequence && last.to === status ? (last.message ?? null) : null;
