import type { SignalType } from '../../../core/monitor/signal.ts';
import type { Transition } from '../../../core/monitor/transition.ts';
import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { timePage } from '../../http/time-page.ts';

export interface LogReading {
  readonly beats: readonly BeatRecord[];
  readonly transitions: readonly Transition[];
  readonly limit: number;
  /** False for a reader without a key: no words of the monitor itself. */
  readonly withMessages: boolean;
}

export interface LogPage {
  readonly logs: readonly object[];
  /** `before` for the next page. */
  readonly next: string | null;
}

type Line = { readonly at: number } & (
  | { readonly type: 'heartbeat'; readonly beat: BeatRecord }
  | { readonly type: 'transition'; readonly transition: Transition }
);

/** Beats and changes of status on one line of time, newest first. */
export function logLines({ beats, transitions, limit, withMessages }: LogReading): LogPage {
  const lines: Line[] = [
    // First among those of one moment: the beat came before the change that it caused.
    ...transitions.map((transition) => ({ type: 'transition' as const, at: transition.at, transition })),
    ...beats.map((beat) => ({ type: 'heartbeat' as const, at: beat.at, beat })),
  ];
  lines.sort((a, b) => b.at - a.at);
  const { page, next } = timePage(lines, limit);
  return { logs: page.map((line) => shown(line, withMessages)), next };
}

const STATUS_OF: Partial<Record<SignalType, string>> = { alive: 'up', failed: 'down' };

function shown(line: Line, withMessages: boolean): object {
  const timestamp = new Date(line.at).toISOString();
  if (line.type === 'heartbeat') {
    const { type, message, metadata } = line.beat;
    const said = { message: message ?? null, metadata: metadata ?? null };
    const unsaid = { message: null, metadata: null };
    return { type: line.type, timestamp, status: STATUS_OF[type] ?? type, ...(withMessages ? said : unsaid) };
  }
  const { from, to, reason, message } = line.transition;
  return { type: line.type, timestamp, from, to, reason, message: withMessages ? (message ?? null) : null };
}
