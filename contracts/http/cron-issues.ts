import { cronProblem } from '../../core/monitor/schedule.ts';
import type { Issue } from './http-error.ts';

export const DEFAULT_ZONE = 'UTC';

/** What does not fit in the fields `schedule`, a cron expression, and `timezone`, its IANA zone. */
export function cronIssues(schedule: string, timezone: string | null | undefined): Issue[] {
  const zone = timezone ?? DEFAULT_ZONE;
  const zoneProblem = cronProblem('* * * * *', zone);
  if (zoneProblem) return [{ path: 'timezone', message: zoneProblem }];
  const problem = cronProblem(schedule, zone);
  return problem ? [{ path: 'schedule', message: problem }] : [];
}
