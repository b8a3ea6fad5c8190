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

/**
 * The answer of `GET /metrics`, metric by metric: of 10,000 monitors it is 9 MB, and whoever writes it out has others to
 * answer in between.
 */
export function* metricsParts(
  { fleet, own, telling }: MetricsReading,
  { withOwners, onlyTotals }: MetricsOptions,
): Iterable<string> {
  for (const metric of OWN_METRICS) yield linesOf(metric, own);
  for (const metric of FLEET_METRICS) yield linesOf(metric, fleet);
  for (const metric of DELIVERY_METRICS) yield linesOf(metric, telling);
  if (onlyTotals) return;
  const monitors = shownMonitors(fleet, withOwners);
  for (const metric of [...MONITOR_METRICS, ...JOB_METRICS]) yield linesOf(metric, monitors);
}
