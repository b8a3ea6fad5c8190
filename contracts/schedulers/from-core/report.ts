import type { Report } from '../to-core/report.ts';

/** The answer to a report that was recorded at `at`. */
export const recordedAnswer = (schedulerId: string, { status, truncated }: Report, at: number): object => ({
  success: true,
  scheduler_id: schedulerId,
  status,
  timestamp: new Date(at).toISOString(),
  ...(truncated.length > 0 && { truncated }),
});
