import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import { severityOf } from './announcement.ts';
import type { CloudEvent } from './cloud-event.ts';
import { newestChanges } from './newest-changes.ts';
import { type TransitionData, transitionData } from './transition-event.ts';

/** Described field by field in docs/events/transitions.v1.schema.json. */
interface GroupData {
  /** Each monitor once, by its newest transition. */
  readonly counts: {
    readonly monitors: number;
    readonly down: number;
    readonly degraded: number;
    readonly recovered: number;
    readonly other: number;
  };
  /** Each with the id that its own event has. */
  readonly transitions: readonly ({ readonly id: string } & TransitionData)[];
}

export type GroupEvent = CloudEvent<'heartbeat-central.monitor.transitions.v1', GroupData>;

function countsOf(transitions: readonly Transition[]): GroupData['counts'] {
  const severities = newestChanges(transitions).map(({ newest }) => severityOf(newest));
  const [down = 0, degraded = 0, recovered = 0] = (['down', 'degraded', 'recovered'] as const).map(
    (severity) => severities.filter((one) => one === severity).length,
  );
  const monitors = severities.length;
  return { monitors, down, degraded, recovered, other: monitors - down - degraded - recovered };
}

/**
 * The public event of transitions that are told together. `id` is the same for the same transitions; `source` is the
 * public URL.
 */
export const toGroupEvent = (transitions: readonly Transition[], source: string, id: string): GroupEvent => ({
  specversion: '1.0',
  type: 'heartbeat-central.monitor.transitions.v1',
  id,
  source,
  time: new Date(Math.max(...transitions.map(({ at }) => at))).toISOString(),
  datacontenttype: 'application/json',
  data: {
    counts: countsOf(transitions),
    transitions: transitions.map((t) => ({ id: transitionId(t), ...transitionData(t) })),
  },
});
