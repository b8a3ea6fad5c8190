import { cronProblem } from '../../core/monitor/schedule.ts';
import type { Issue } from './http-error.ts';

export const DEFAULT_ZONE = 'UTC';

/** What is wrong with a cron expression and its zone, in the fields `schedule` and `timezone`. */
export function cronIssues(schedule: string, timezone: string): Issue[] {
  const zoneProblem = cronProblem('* * * * *', timezone);
  if (zoneProblem) return [{ path: 'timezone', message: zoneProblem }];
  const problem = cronProblem(schedule, timezone);
  return problem ? [{ path: 'schedule', message: problem }] : [];
}
