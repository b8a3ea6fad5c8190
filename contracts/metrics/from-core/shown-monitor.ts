import type { OwnGaps } from '../../../core/monitor/own-gaps.ts';
import type { FleetReading, FleetView } from '../../../core/paths/read-fleet.ts';
import { labelsOf } from '../exposition.ts';
import type { Metric, Sample } from '../metric.ts';

/** A monitor of a reading, and the labels that all its samples bear. */
export interface ShownMonitor {
  readonly view: FleetView;
  /** Kind and id: what never changes. A rename must not begin new series. */
  readonly labels: string;
  readonly at: number;
  readonly gaps: OwnGaps;
  /** False for a reader without a key: no owners. */
  readonly withOwners: boolean;
}

export const shownMonitors = ({ at, views, gaps }: FleetReading, withOwners: boolean): ShownMonitor[] =>
  views.map((view) => {
    const { kind, id } = view.monitor;
    return { view, labels: labelsOf({ kind, id }), at, gaps, withOwners };
  });

export type MonitorMetric = Metric<readonly ShownMonitor[]>;

/** A metric that each monitor has samples of. */
export const ofEach = (
  described: Pick<MonitorMetric, 'name' | 'type' | 'help'>,
  samples: (shown: ShownMonitor) => readonly Sample[],
): MonitorMetric => ({ ...described, samples: (all) => all.flatMap(samples) });
