import type { SignalType } from '../../../core/monitor/signal.ts';
import type { Reason } from '../../../core/monitor/status.ts';
import { knownFrom } from '../api/newest-first.ts';
import type { Beat, Delivery, DeliveryState, RunEntry, Shown, TransitionEntry } from '../api/shapes.ts';
import { WORD } from '../status/status-words.ts';
import type { History, ListName } from './history.ts';
import { worded } from './samples.ts';

export const LOG_KINDS = ['change', 'delivery', 'run', 'beat'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** One line of the log. */
export interface LogEntry {
  readonly key: string;
  readonly kind: LogKind;
  readonly at: number;
  /** The shape beside it; undefined: a heartbeat as any other. */
  readonly status: Shown | undefined;
  readonly text: string;
  /** What the monitor said itself. */
  readonly said: string | null;
  readonly metadata: unknown;
  /** What the line tells of, where it can be sent again. */
  readonly delivery?: Delivery;
}

const SIGNAL: Readonly<Record<SignalType, string>> = {
  alive: 'Heartbeat',
  degraded: 'Reported trouble',
  failed: 'Reported a failure',
  pending: 'A run was announced',
  started: 'A run began',
  succeeded: 'A run ended well',
};

const BEAT_STATUS: Partial<Record<SignalType, Shown>> = {
  degraded: 'degraded',
  failed: 'down',
  started: 'running',
};

const OUTCOME = { succeeded: 'succeeded', failed: 'failed', lost: 'was never ended' } as const;
const OUTCOME_STATUS = { succeeded: 'up', failed: 'down', lost: 'unknown' } as const;

const REASON: Readonly<Record<Reason, string>> = {
  created: 'it was registered',
  heartbeat: 'it was heard',
  recovered: 'it recovered',
  'reported-degraded': 'it reported trouble',
  'reported-failure': 'it reported a failure',
  missed: 'it was not heard in time',
  'never-heard': 'it was never heard, though expected',
  overrun: 'a run took too long',
  'silent-run': 'a run fell silent',
  paused: 'it was paused by hand',
  'left-file': 'it left the configuration file',
  resumed: 'it was resumed',
  deleted: 'it was deleted',
  forgotten: 'it was silent for too long and was forgotten',
};

const shownOf = (status: TransitionEntry['to']): Shown => (status === 'closed' ? 'unknown' : status);
const nameOf = (runId: string | null): string => (runId === null ? '' : ` ${runId}`);

const beatEntry = (beat: Beat): LogEntry => ({
  key: `beat ${beat.timestamp} ${beat.type} ${beat.runId ?? ''}`,
  kind: 'beat',
  at: Date.parse(beat.timestamp),
  status: BEAT_STATUS[beat.type],
  text: `${SIGNAL[beat.type]}${beat.runId === null ? '' : ` (run ${beat.runId})`}`,
  said: beat.message,
  metadata: beat.metadata,
});

const changeEntry = (change: TransitionEntry): LogEntry => ({
  key: `change ${change.timestamp} ${change.sequence}`,
  kind: 'change',
  at: Date.parse(change.timestamp),
  status: shownOf(change.to),
  text: `${WORD[shownOf(change.from)]} to ${change.to === 'closed' ? 'removed' : WORD[shownOf(change.to)]}: ${REASON[change.reason]}, after ${worded(change.secondsBefore)}`,
  said: change.message,
  metadata: null,
});

function runEntry(run: RunEntry): LogEntry {
  const took = run.durationSeconds === null ? '' : ` after ${worded(run.durationSeconds)}`;
  return {
    key: `run ${run.startedAt} ${run.endedAt} ${run.runId ?? ''}`,
    kind: 'run',
    at: Date.parse(run.endedAt ?? run.startedAt ?? ''),
    status: OUTCOME_STATUS[run.outcome],
    text: `Run${nameOf(run.runId)} ${OUTCOME[run.outcome]}${took}`,
    said: run.message,
    metadata: null,
  };
}

const DELIVERY_WORD: Readonly<Record<DeliveryState, string>> = {
  pending: 'is told',
  delivered: 'was told',
  superseded: 'was told of something newer',
  failed: 'could not be told',
};

const deliveryEntry = (delivery: Delivery): LogEntry => ({
  key: `delivery ${delivery.id}`,
  kind: 'delivery',
  at: Date.parse(delivery.settled ?? delivery.created),
  status: delivery.status === 'failed' ? 'down' : undefined,
  text: `${delivery.channel} ${DELIVERY_WORD[delivery.status]} that it is ${delivery.transition.to === 'closed' ? 'removed' : WORD[delivery.transition.to]}`,
  said: delivery.status === 'delivered' ? null : delivery.answer,
  metadata: null,
  delivery,
});

/** Which list of the past has what; deliveries have pages of their own. */
const LIST_OF: Readonly<Record<LogKind, ListName | undefined>> = {
  change: 'transitions',
  delivery: undefined,
  run: 'runs',
  beat: 'beats',
};

/** The lists that are read for some kinds of lines. */
export const listsOf = (kinds: Iterable<LogKind>): readonly ListName[] =>
  [...kinds].flatMap((kind) => LIST_OF[kind] ?? []);

/** What was sent, newest first, as far back as it was read. */
interface Sent {
  readonly deliveries: readonly Delivery[] | undefined;
  readonly hasMore: boolean;
}
const NOTHING_SENT: Sent = { deliveries: [], hasMore: false };

/** The moment down to which all that is chosen is known, epoch ms: before it, the log would have holes. */
function logBegin(history: History, kinds: ReadonlySet<LogKind>, { deliveries, hasMore }: Sent): number {
  const ends = listsOf(kinds).map((name) => knownFrom(history[name]));
  const oldest = hasMore && kinds.has('delivery') ? deliveries?.at(-1) : undefined;
  return Math.max(Number.NEGATIVE_INFINITY, ...ends, ...(oldest ? [Date.parse(oldest.created)] : []));
}

const RANK: Readonly<Record<LogKind, number>> = { delivery: 0, change: 1, run: 2, beat: 3 };

/** Everything that happened on one line of time, newest first; at one moment, what it led to stands on top. */
export function logEntries(
  history: History,
  kinds: ReadonlySet<LogKind>,
  sent: Sent = NOTHING_SENT,
): LogEntry[] {
  const from = logBegin(history, kinds, sent);
  const entries = [
    ...history.beats.entries.map(beatEntry),
    ...history.transitions.entries.map(changeEntry),
    ...history.runs.entries.map(runEntry),
    ...(sent.deliveries ?? []).map(deliveryEntry),
  ]
    .filter(({ kind, at }) => kinds.has(kind) && at >= from)
    .sort((a, b) => b.at - a.at || RANK[a.kind] - RANK[b.kind]);
  return entries.map((entry, i) => withoutEcho(entry, entries[i + 1]));
}

/** One report can make a run's end, a change and a heartbeat of one moment: what it said stands beside the lowest. */
const withoutEcho = (entry: LogEntry, below: LogEntry | undefined): LogEntry =>
  entry.said !== null && below?.at === entry.at && below.said === entry.said
    ? { ...entry, said: null }
    : entry;
