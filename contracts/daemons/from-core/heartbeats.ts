import { wholeMoments } from '../../../core/paths/whole-moments.ts';
import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { reportOf } from '../report.ts';
import { vitalsOf } from '../vitals.ts';
import { tasksPerMinuteOfEach } from './work.ts';

/** A page of at most `limit` heartbeats, newest first; `beats` holds one more where there is an older one. */
export function heartbeatLines(beats: readonly BeatRecord[], limit: number): object[] {
  const rates = tasksPerMinuteOfEach(beats);
  return wholeMoments(beats, limit).map((beat, i) => lineOf(beat, rates[i]));
}

function lineOf({ at, type, message, metadata, vitals, clientTime }: BeatRecord, rate: number | undefined) {
  const { tasksProcessed, currentTask, avgResponseTimeMs, errorRate } = vitalsOf(vitals);
  return {
    timestamp: new Date(at).toISOString(),
    status: reportOf(type),
    tasksProcessed: tasksProcessed ?? null,
    tasksPerMinute: rate ?? null,
    currentTask: currentTask ?? null,
    avgResponseTimeMs: avgResponseTimeMs ?? null,
    errorRate: errorRate ?? null,
    message: message ?? null,
    metadata: metadata ?? null,
    sentAt: clientTime ?? null,
  };
}
