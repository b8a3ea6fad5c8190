import type { Gap } from '../../core/monitor/hearing.ts';
import { type Kind, subjectOf } from '../../core/monitor/ref.ts';
import type { Reason, Status } from '../../core/monitor/status.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import type { CloudEvent } from './cloud-event.ts';

/** Times are ISO 8601 UTC with milliseconds. Described field by field in docs/events/transition.v1.schema.json. */
export interface TransitionData {
  readonly monitor: {
    readonly kind: Kind;
    readonly id: string;
    readonly name: string;
    readonly tags: readonly string[];
  };
  readonly from: Status;
  readonly to: Status;
  readonly reason: Reason;
  readonly sequence: number;
  readonly at: string;
  readonly lastHeartbeatAt: string | null;
  readonly previousStatusSeconds: number;
  readonly message: string | null;
  readonly hearingGap?: { readonly from: string; readonly to: string | null };
}

export type TransitionEvent = CloudEvent<'heartbeat-central.monitor.transition.v1', TransitionData>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | undefined): string | null => (at === undefined ? null : iso(at));

const hearingGapOf = (gap: Gap | undefined): Pick<TransitionData, 'hearingGap'> =>
  gap ? { hearingGap: { from: iso(gap.from), to: isoOrNull(gap.to) } } : {};

/**
 * The public event of a transition. `source` is the public URL. Half surrogates, which many JSON parsers
 * refuse, are replaced in what others wrote.
 */
export function toTransitionEvent(transition: Transition, source: string): TransitionEvent {
  const { kind, id, name, tags, from, to, reason, sequence, at, fromSince, message } = transition;
  return {
    specversion: '1.0',
    type: 'heartbeat-central.monitor.transition.v1',
    id: transitionId(transition),
    source,
    subject: subjectOf(transition),
    time: iso(at),
    datacontenttype: 'application/json',
    data: {
      monitor: { kind, id, name: name.toWellFormed(), tags: tags.map((tag) => tag.toWellFormed()) },
      from,
      to,
      reason,
      sequence,
      at: iso(at),
      lastHeartbeatAt: isoOrNull(transition.lastBeatAt),
      previousStatusSeconds: Math.max(0, at - fromSince) / 1000,
      message: message?.toWellFormed() ?? null,
      ...hearingGapOf(transition.gap),
    },
  };
}
