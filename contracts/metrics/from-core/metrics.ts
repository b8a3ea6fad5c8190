import type { FleetReading } from '../../../core/paths/read-fleet.ts';
import { linesOf } from '../exposition.ts';
import { DELIVERY_METRICS, type TellingReading } from './delivery-metrics.ts';
import { FLEET_METRICS } from './fleet-metrics.ts';
import { JOB_METRICS } from './job-metrics.ts';
import { MONITOR_METRICS } from './monitor-metrics.ts';
import { OWN_METRICS, type OwnReading } from './own-metrics.ts';
import { shownMonitors } from './shown-monitor.ts';

export interface MetricsReading {
  readonly fleet: FleetReading;
  readonly own: OwnReading;
  readonly telling: TellingReading;
}

export interface MetricsOptions {
  /** False for a reader without a key. */
  readonly withOwners: boolean;
  /** True: nothing of single monitors, however many there are. */
  readonly onlyTotals: boolean;
}

/** The answer of `GET /metrics`. */
export function metricsText({ fleet, own, telling }: MetricsReading, options: MetricsOptions): string {
  const monitors = shownMonitors(fleet, options.withOwners);
  return [
    ...OWN_METRICS.map((metric) => linesOf(metric, own)),
    ...FLEET_METRICS.map((metric) => linesOf(metric, fleet)),
    ...DELIVERY_METRICS.map((metric) => linesOf(metric, telling)),
    ...(options.onlyTotals ? [] : [...MONITOR_METRICS, ...JOB_METRICS]).map((metric) =>
      linesOf(metric, monitors),
    ),
  ].join('');
}
