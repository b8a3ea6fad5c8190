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
  readonly owner?: { readonly email: string | null; readonly alertUserId: string | null };
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

/** Left out where nobody is named. */
const ownerOf = (owner: Transition['owner']): Pick<TransitionData, 'owner'> =>
  owner?.email || owner?.alertUserId
    ? {
        owner: {
          email: owner.email?.toWellFormed() || null,
          alertUserId: owner.alertUserId?.toWellFormed() || null,
        },
      }
    : {};

/** The transition as events tell it. */
export function transitionData(transition: Transition): TransitionData {
  const { kind, id, name, tags, owner, from, to, reason, sequence, at, fromSince, message } = transition;
  return {
    monitor: { kind, id, name: name.toWellFormed(), tags: tags.map((tag) => tag.toWellFormed()) },
    ...ownerOf(owner),
    from,
    to,
    reason,
    sequence,
    at: iso(at),
    lastHeartbeatAt: isoOrNull(transition.lastBeatAt),
    previousStatusSeconds: Math.max(0, at - fromSince) / 1000,
    message: message?.toWellFormed() ?? null,
    ...hearingGapOf(transition.gap),
  };
}

/**
 * The public event of a transition. `source` is the public URL. Half surrogates, which many JSON parsers
 * refuse, are replaced in what others wrote.
 */
export function toTransitionEvent(transition: Transition, source: string): TransitionEvent {
  return {
    specversion: '1.0',
    type: 'heartbeat-central.monitor.transition.v1',
    id: transitionId(transition),
    source,
    subject: subjectOf(transition),
    time: iso(transition.at),
    datacontenttype: 'application/json',
    data: transitionData(transition),
  };
}
