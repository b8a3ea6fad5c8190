import type { OwnGaps } from '../../../core/monitor/own-gaps.ts';
import { DAY_MS, percentUp, type Uptime, uptimeWithin } from '../../../core/monitor/uptime.ts';
import { countByStatus, type FleetReading, type View } from '../../../core/paths/read-fleet.ts';
import type { Summary } from '../../../core/ports/history-store.ts';
import { thresholdSeconds } from './service.ts';

export interface StatusOptions {
  /** False for a reader without a key: no words of the monitors themselves. */
  readonly withMessages: boolean;
  /** True where other kinds were asked for too. */
  readonly withKinds: boolean;
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** The answer of `GET /api/status`, in the order of the views. */
export const statusAnswer = ({ at, views, uptimes, gaps }: FleetReading, options: StatusOptions): object => ({
  timestamp: iso(at),
  summary: summaryOf(countByStatus(views), options.withKinds),
  services: views.map((view, i) => rowOf(view, uptimeOf(uptimes[i], at, gaps), at, options)),
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

function rowOf(view: View, uptime: UptimePercents, now: number, options: StatusOptions): object {
  const { monitor, status, expected } = view;
  const silentMs = monitor.lastBeatAt === undefined ? undefined : Math.max(0, now - monitor.lastBeatAt);
  return {
    serviceId: monitor.id,
    ...(options.withKinds && { kind: monitor.kind, id: monitor.id }),
    name: monitor.config.name,
    status,
    reason: monitor.reason,
    since: iso(monitor.since),
    lastHeartbeat: iso(monitor.lastBeatAt),
    secondsSinceLastHeartbeat: silentMs === undefined ? null : Math.floor(silentMs / 1_000),
    stalenessThreshold: thresholdSeconds(monitor.config),
    expectedAt: status === 'paused' ? null : iso(expected?.expectedAt),
    uptime,
    message: options.withMessages ? (monitor.lastMessage ?? null) : null,
  };
}

export interface UptimePercents {
  readonly day: number | null;
  readonly week: number | null;
  readonly month: number | null;
}

/** Percent of the watched time of the last 24 hours, 7 and 30 days; null where nothing was watched. */
export function uptimeOf(uptime: Uptime | undefined, now: number, gaps: OwnGaps): UptimePercents {
  const within = (days: number) => percentUp(uptimeWithin(uptime, now - days * DAY_MS, now, gaps)) ?? null;
  return { day: within(1), week: within(7), month: within(30) };
}
