import { DAY_MS, percentUp, type Uptime, uptimeWithin } from '../../../core/monitor/uptime.ts';
import { countByStatus, type View } from '../../../core/paths/read-fleet.ts';
import type { Summary } from '../../../core/ports/history-store.ts';
import { thresholdSeconds } from './service.ts';

export interface StatusReading {
  readonly views: readonly View[];
  readonly uptimes: readonly (Uptime | undefined)[];
  readonly now: number;
  /** False for a reader without a key: no words of the monitors themselves. */
  readonly withMessages: boolean;
  /** True where other kinds were asked for too. */
  readonly withKinds: boolean;
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** The answer of `GET /api/status`, in the order of the views. */
export const statusAnswer = (reading: StatusReading): object => ({
  timestamp: iso(reading.now),
  summary: summaryOf(countByStatus(reading.views), reading.withKinds),
  services: reading.views.map((view, i) => rowOf(view, reading.uptimes[i], reading)),
});

export const historyAnswer = (summaries: readonly Summary[]): object => ({
  history: summaries.map(({ at, counts }) => ({ timestamp: iso(at), summary: summaryOf(counts, true) })),
});

/** Services have no runs, so nothing is `running` among them. */
function summaryOf(counts: Readonly<Record<string, number>>, withRunning: boolean): object {
  const {
    total = 0,
    up = 0,
    degraded = 0,
    late = 0,
    down = 0,
    unknown = 0,
    paused = 0,
    running = 0,
  } = counts;
  return { total, up, degraded, late, down, unknown, paused, ...(withRunning && { running }) };
}

function rowOf(view: View, uptime: Uptime | undefined, reading: StatusReading): object {
  const { monitor, status, expected } = view;
  const { now } = reading;
  const silentMs = monitor.lastBeatAt === undefined ? undefined : Math.max(0, now - monitor.lastBeatAt);
  return {
    serviceId: monitor.id,
    ...(reading.withKinds && { kind: monitor.kind, id: monitor.id }),
    name: monitor.config.name,
    status,
    reason: monitor.reason,
    since: iso(monitor.since),
    lastHeartbeat: iso(monitor.lastBeatAt),
    secondsSinceLastHeartbeat: silentMs === undefined ? null : Math.floor(silentMs / 1_000),
    stalenessThreshold: thresholdSeconds(monitor.config),
    expectedAt: status === 'paused' ? null : iso(expected?.expectedAt),
    uptime: uptimeOf(uptime, now),
    message: reading.withMessages ? (monitor.lastMessage ?? null) : null,
  };
}

/** Percent of the watched time of the last 24 hours, 7 and 30 days; null where nothing was watched. */
export function uptimeOf(uptime: Uptime | undefined, now: number) {
  const within = (days: number) => percentUp(uptimeWithin(uptime, now - days * DAY_MS, now)) ?? null;
  return { day: within(1), week: within(7), month: within(30) };
}
