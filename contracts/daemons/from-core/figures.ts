import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { type ReportedFigures, vitalsOf } from '../vitals.ts';
import { rounded, tasksPerMinute } from './work.ts';

/** A daemon's figures over heartbeats, newest first: its work, and the mean of what they reported. */
export function figuresOver(beats: readonly BeatRecord[]): object {
  const oldest = beats.at(-1);
  return {
    since: oldest ? new Date(oldest.at).toISOString() : null,
    heartbeats: beats.length,
    tasksPerMinute: tasksPerMinute(beats) ?? null,
    avgResponseTimeMs: meanOf(beats, 'avgResponseTimeMs'),
    errorRate: meanOf(beats, 'errorRate'),
  };
}

function meanOf(beats: readonly BeatRecord[], figure: keyof ReportedFigures): number | null {
  const reported = beats.flatMap(({ vitals }) => vitalsOf(vitals)[figure] ?? []);
  if (reported.length === 0) return null;
  return rounded(reported.reduce((sum, value) => sum + value / reported.length, 0));
}
