import { boundsOf } from '../../../core/monitor/deadline.ts';
import type { Monitor, Run } from '../../../core/monitor/monitor.ts';
import type { OwnGaps } from '../../../core/monitor/own-gaps.ts';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { runIdOf } from '../../../core/monitor/runs.ts';
import type { Schedule } from '../../../core/monitor/schedule.ts';
import type { FleetView } from '../../../core/paths/read-fleet.ts';
import { downAfter } from '../../http/down-after.ts';
import { isoOrNull } from '../../http/iso.ts';
import { uptimeOf } from '../../http/uptime-percents.ts';
import { whyOf } from './why.ts';

export interface ShownTo {
  /** False for a reader without a key: no words of the monitors themselves, and no owners. */
  readonly withWords: boolean;
  /** True for admins: a dialect's own words may speak for the monitor, as an application's uuid does. */
  readonly withDetails: boolean;
}

export interface Reading {
  readonly at: number;
  readonly gaps: OwnGaps;
}

/** A monitor of any kind as a list shows it. */
export function rowOf(view: FleetView, { at, gaps }: Reading, { withWords }: ShownTo) {
  const { monitor, status, expected, uptime } = view;
  const { lastBeatAt } = monitor;
  return {
    kind: monitor.kind,
    id: monitor.id,
    name: monitor.config.name,
    tags: monitor.config.tags,
    status,
    reason: monitor.reason,
    why: whyOf(view),
    since: isoOrNull(monitor.since),
    lastHeartbeat: isoOrNull(lastBeatAt),
    secondsSinceLastHeartbeat:
      lastBeatAt === undefined ? null : Math.floor(Math.max(0, at - lastBeatAt) / 1_000),
    expectedAt: status === 'paused' ? null : isoOrNull(expected?.expectedAt),
    uptime: uptimeOf(uptime, at, gaps),
    message: withWords ? (monitor.lastMessage ?? null) : null,
  };
}

/** Everything that a reader may see of a monitor. */
export function monitorOf(view: FleetView, reading: Reading, shownTo: ShownTo): object {
  const { monitor } = view;
  const { config } = monitor;
  const { withWords, withDetails } = shownTo;
  return {
    ...rowOf(view, reading, shownTo),
    createdAt: isoOrNull(monitor.born),
    downAfter: isoOrNull(downAfter(monitor)),
    description: config.description ?? null,
    owner: withWords && config.owner ? ownerOf(config.owner) : null,
    source: config.source,
    requiresKey: monitor.keyId !== undefined,
    schedule: scheduleOf(config.schedule),
    expectFromStart: config.expectedFromStart,
    failureThreshold: config.thresholds.failures,
    recoveryThreshold: config.thresholds.recoveries,
    ...limitsOf(monitor),
    retentionSeconds: secondsOf(config.retentionMs),
    channels: config.channels ?? [],
    vitals: withWords ? (monitor.vitals ?? null) : null,
    details: withDetails ? (config.details ?? null) : null,
    streak: monitor.streak ?? null,
    openRuns: Object.entries(monitor.runs).map(([key, run]) => openRunOf(monitor, key, run)),
  };
}

const secondsOf = (ms: number | undefined): number | null => (ms === undefined ? null : ms / 1_000);

const ownerOf = ({ email, alertUserId }: NonNullable<Monitor['config']['owner']>): object => ({
  email: email ?? null,
  alertUserId: alertUserId ?? null,
});

function scheduleOf(schedule: Schedule): object {
  switch (schedule.type) {
    case 'none':
      return { type: 'none' };
    case 'interval':
      return {
        type: 'interval',
        intervalSeconds: secondsOf(schedule.intervalMs),
        graceSeconds: secondsOf(schedule.graceMs),
      };
    case 'cron': {
      const { type, expression, timezone, graceMs } = schedule;
      return { type, expression, timezone, graceSeconds: secondsOf(graceMs) };
    }
  }
}

const limitsOf = ({ kind, config }: Monitor): object => ({
  maxRuntimeSeconds: reportsRuns(kind) ? secondsOf(config.runLimits.maxRuntimeMs) : null,
  runSilenceSeconds: reportsRuns(kind) ? secondsOf(config.runLimits.silenceMs) : null,
});

function openRunOf(monitor: Monitor, key: string, run: Run): object {
  const { endBy, heardBy } = boundsOf(monitor, run) ?? {};
  return {
    runId: runIdOf(key) ?? null,
    announcedAt: isoOrNull(run.announcedAt),
    startedAt: isoOrNull(run.startedAt),
    lastHeartbeat: isoOrNull(run.heardAt),
    mustEndBy: isoOrNull(endBy),
    mustBeHeardBy: isoOrNull(heardBy),
  };
}
