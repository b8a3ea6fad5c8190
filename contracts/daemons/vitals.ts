import type { Vitals } from '../../core/monitor/monitor.ts';
import type { Metadata } from '../http/cut.ts';
import type { Report } from './report.ts';

/** The small figures of a daemon's last heartbeat, as they stand in its monitor: as short as they are shown. */
export interface DaemonVitals {
  readonly status: Report;
  /** A counter; it begins anew where the daemon does. */
  readonly tasksProcessed?: number;
  readonly currentTask?: string;
  readonly avgResponseTimeMs?: number;
  /** The share of tasks that failed, 0 to 1. */
  readonly errorRate?: number;
}

export type ReportedFigures = Pick<DaemonVitals, 'avgResponseTimeMs' | 'errorRate'>;

/** What was last reported; one that was never heard since it registered is taken to be well. */
export const vitalsOf = (vitals: Vitals | undefined): DaemonVitals =>
  (vitals as Partial<DaemonVitals> | undefined)?.status
    ? (vitals as Vitals & DaemonVitals)
    : { status: 'healthy' };

const within = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most;

/** The figures that a heartbeat's metadata may bear; one that is no such figure is metadata like any other. */
export function figuresIn(metadata: Metadata): ReportedFigures {
  const { avgResponseTimeMs, errorRate } = metadata;
  return {
    ...(within(avgResponseTimeMs, Number.MAX_VALUE) && { avgResponseTimeMs }),
    ...(within(errorRate, 1) && { errorRate }),
  };
}
