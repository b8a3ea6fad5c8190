import { KINDS } from '../../../core/monitor/ref.ts';
import { countByStatus, type FleetReading } from '../../../core/paths/read-fleet.ts';
import { LISTED_STATUSES } from '../../http/list-query.ts';
import { labelsOf } from '../exposition.ts';
import type { Metric } from '../metric.ts';

/** How the fleet is as a whole. */
export const FLEET_METRICS: readonly Metric<FleetReading>[] = [
  {
    name: 'heartbeat_central_monitors',
    type: 'gauge',
    help: 'How many monitors of a kind are in a status.',
    samples: ({ views }) =>
      KINDS.flatMap((kind) => {
        const counts = countByStatus(views.filter(({ monitor }) => monitor.kind === kind));
        return LISTED_STATUSES.map((status) => ({
          labels: labelsOf({ kind, status }),
          value: counts[status],
        }));
      }),
  },
];
