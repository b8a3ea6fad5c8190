import type { SignalType } from '../../core/monitor/signal.ts';

/** What a daemon says of itself. */
export const REPORTS = ['healthy', 'degraded', 'unhealthy'] as const;
export type Report = (typeof REPORTS)[number];

const SIGNAL_OF: Readonly<Record<Report, SignalType>> = {
  healthy: 'alive',
  degraded: 'degraded',
  unhealthy: 'failed',
};

const REPORT_OF: Partial<Record<SignalType, Report>> = {
  alive: 'healthy',
  degraded: 'degraded',
  failed: 'unhealthy',
};

export const signalTypeOf = (report: Report): SignalType => SIGNAL_OF[report];

export const reportOf = (type: SignalType): Report => REPORT_OF[type] ?? 'healthy';
