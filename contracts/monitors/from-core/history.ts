import { shownDuration } from '../../../core/monitor/shown-duration.ts';
import type { Transition } from '../../../core/monitor/transition.ts';
import { percentUp } from '../../../core/monitor/uptime.ts';
import type { UptimeFigures } from '../../../core/monitor/uptime-figures.ts';
import type { PastRun } from '../../../core/paths/read-runs.ts';
import type { UptimeReading } from '../../../core/paths/read-uptime.ts';
import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { isoOrNull } from '../../http/iso.ts';
import type { ShownTo } from './monitor.ts';

const secondsOf = (ms: number): number => ms / 1_000;
const secondsOrNull = (ms: number | undefined): number | null => (ms === undefined ? null : secondsOf(ms));

export const beatOf = (beat: BeatRecord, { withWords }: ShownTo): object => ({
  timestamp: isoOrNull(beat.at),
  type: beat.type,
  message: withWords ? (beat.message ?? null) : null,
  metadata: withWords ? (beat.metadata ?? null) : null,
  vitals: withWords ? (beat.vitals ?? null) : null,
  runId: beat.runId ?? null,
  runStartedAt: isoOrNull(beat.runStartedAt),
  durationSeconds: secondsOrNull(beat.durationMs),
  clientTime: beat.clientTime ?? null,
  clientDurationSeconds: secondsOrNull(beat.clientDurationMs),
});

export const transitionOf = (t: Transition, { withWords }: ShownTo): object => ({
  sequence: t.sequence,
  timestamp: isoOrNull(t.at),
  from: t.from,
  to: t.to,
  reason: t.reason,
  secondsBefore: secondsOf(t.at - t.fromSince),
  message: withWords ? (t.message ?? null) : null,
  gap: t.gap ? { from: isoOrNull(t.gap.from), to: isoOrNull(t.gap.to) } : null,
});

export const runOf = (run: PastRun, { withWords }: ShownTo): object => ({
  runId: run.runId ?? null,
  outcome: run.outcome,
  startedAt: isoOrNull(run.startedAt),
  // Nobody knows when a run that was lost came to its end.
  endedAt: run.end ? isoOrNull(run.at) : null,
  durationSeconds: secondsOrNull(shownDuration(run.durationMs, run.end?.clientDurationMs)),
  message: withWords ? (run.end?.message ?? null) : null,
  metadata: withWords ? (run.end?.metadata ?? null) : null,
});

const figuresOf = (figures: UptimeFigures) => ({
  from: isoOrNull(figures.from),
  to: isoOrNull(figures.to),
  upSeconds: secondsOf(figures.upMs),
  downSeconds: secondsOf(figures.downMs),
  neitherSeconds: secondsOf(figures.neitherMs),
  percent: percentUp(figures) ?? null,
  outages: figures.outages,
});

const MONTH_LENGTH = 'yyyy-mm'.length;

export const uptimeAnswer = ({ since, windows, months }: UptimeReading, at: number): object => ({
  timestamp: isoOrNull(at),
  since: isoOrNull(since),
  windows: {
    day: figuresOf(windows.day),
    week: figuresOf(windows.week),
    month: figuresOf(windows.month),
    quarter: figuresOf(windows.quarter),
  },
  months: months.map((month) => ({
    month: isoOrNull(month.from)?.slice(0, MONTH_LENGTH),
    ...figuresOf(month),
  })),
});
