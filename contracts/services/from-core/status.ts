import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { OwnGaps } from '../../../core/monitor/own-gaps.ts';
import { countByStatus, type FleetView, type View } from '../../../core/paths/read-fleet.ts';
import type { Summary } from '../../../core/ports/history-store.ts';
import { downAfter } from '../../http/down-after.ts';
import { isoOrNull } from '../../http/iso.ts';
import { timePage } from '../../http/time-page.ts';
import { type UptimePercents, uptimeOf } from '../../http/uptime-percents.ts';
import { thresholdSeconds } from './service.ts';

export interface StatusOptions {
  /** False for a reader without a key: no words of the monitors themselves. */
  readonly withMessages: boolean;
  /** True where other kinds were asked for too. */
  readonly withKinds: boolean;
}

export interface StatusReading {
  readonly at: number;
  /** What is counted. */
  readonly about: readonly View[];
  /** What is shown, in its order. */
  readonly page: readonly FleetView[];
  readonly gaps: OwnGaps;
  /** For the next page. */
  readonly cursor: string | null;
}

type Row = ReturnType<typeof rowOf>;

export interface StatusBody {
  readonly timestamp: string | null;
  readonly summary: object;
  readonly services: readonly Row[];
  readonly cursor: string | null;
}

/** The answer of `GET /api/status`. */
export const statusAnswer = (
  { at, about, page, gaps, cursor }: StatusReading,
  options: StatusOptions,
): StatusBody => ({
  timestamp: isoOrNull(at),
  summary: summaryOf(countByStatus(about), options.withKinds),
  services: page.map((view) => rowOf(view, uptimeOf(view.uptime, at, gaps), at, options)),
  cursor,
});

/** What of an answer stays as it is while nothing happens: all but the time, and what a reader can count from it. */
export const lastingStatus = ({ timestamp: _timestamp, services, ...rest }: StatusBody): object => ({
  ...rest,
  services: services.map(({ secondsSinceLastHeartbeat: _seconds, ...row }) => row),
});

/** Of summaries, one more than `limit` was read. */
export function historyAnswer(summaries: readonly Summary[], limit: number): object {
  const { page, next } = timePage(summaries, limit);
  const history = page.map(({ at, counts }) => ({
    timestamp: isoOrNull(at),
    summary: summaryOf(counts, true),
  }));
  return { history, next };
}

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

/** What is shown of monitors of every kind, beyond the seed's form. */
const anyKind = (monitor: Monitor, { withMessages }: StatusOptions) => ({
  kind: monitor.kind,
  id: monitor.id,
  tags: monitor.config.tags,
  owner: withMessages ? (monitor.config.owner?.email ?? monitor.config.owner?.alertUserId ?? null) : null,
  downAfter: isoOrNull(downAfter(monitor)),
  runningSince: isoOrNull(runningSince(monitor)),
});

function runningSince({ runs }: Monitor): number | undefined {
  const starts = Object.values(runs).flatMap(({ startedAt, told }) =>
    startedAt === undefined || told ? [] : [startedAt],
  );
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

function rowOf(view: View, uptime: UptimePercents, now: number, options: StatusOptions) {
  const { monitor, status, expected } = view;
  const silentMs = monitor.lastBeatAt === undefined ? undefined : Math.max(0, now - monitor.lastBeatAt);
  return {
    serviceId: monitor.id,
    ...(options.withKinds && anyKind(monitor, options)),
    name: monitor.config.name,
    status,
    reason: monitor.reason,
    since: isoOrNull(monitor.since),
    lastHeartbeat: isoOrNull(monitor.lastBeatAt),
    secondsSinceLastHeartbeat: silentMs === undefined ? null : Math.floor(silentMs / 1_000),
    stalenessThreshold: thresholdSeconds(monitor.config),
    expectedAt: status === 'paused' ? null : isoOrNull(expected?.expectedAt),
    uptime,
    message: options.withMessages ? (monitor.lastMessage ?? null) : null,
  };
}
