import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { timePage } from '../../http/time-page.ts';
import { reportOf } from '../report.ts';
import { vitalsOf } from '../vitals.ts';
import { tasksPerMinuteOfEach } from './work.ts';

/** A page of at most `limit` heartbeats, newest first; `beats` holds one more where there is an older one. */
export function heartbeatLines(beats: readonly BeatRecord[], limit: number): object {
  const rates = tasksPerMinuteOfEach(beats);
  const { page, next } = timePage(beats, limit);
  return { heartbeats: page.map((beat, i) => lineOf(beat, rates[i])), next };
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
